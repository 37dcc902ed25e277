package com.penguinmails.worker.mime;

/** @param value encoded and folded, without the final line break */
public record Header(String name, String value) {}
