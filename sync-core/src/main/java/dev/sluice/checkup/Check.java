package dev.sluice.checkup;

/// One thing that was looked at, and what was found.
public record Check(CheckName name, Finding finding) {}
