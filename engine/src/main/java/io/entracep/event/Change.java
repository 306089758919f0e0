package io.entracep.event;

import org.jspecify.annotations.Nullable;

/**
 * One modified property of an audit record, its JSON-in-a-string values decoded ({@code "\"X\""} is
 * {@code X}, {@code "[\"X\",\"Y\"]"} is {@code X,Y}, {@code "[]"} is null; objects stay JSON).
 *
 * @param name property name
 * @param oldValue value before, null where empty
 * @param newValue value after, null where empty
 */
public record Change(String name, @Nullable String oldValue, @Nullable String newValue) {}
