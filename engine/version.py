"""The engine's version: part of what makes two results comparable."""

ENGINE_VERSION = "0.1.0"
