package io.gatehouse.demo.wire;

/** One thing that was checked, what was found, and whether it is right. */
public record Check(String name, String found, boolean passed) {}
