package com.penguinmails.observability.logs;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * One log event as a line for people, masked; configuration names this class.
 *
 * <p>Further lines of a message or a stack trace are indented, so that nothing a stranger typed can pass for a line of its own.
 */
public final class MaskedTextFormat implements StructuredLogFormatter<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);
    private static final String NEXT_LINE = "\n    ";
    private static final int LOGGER_WIDTH = 40;

    private final String service;
    private final ThrowableProxyConverter stackTraces;

    public MaskedTextFormat(Environment environment, ThrowableProxyConverter stackTraces) {
        this.service = environment.getProperty("penguinmails.service", "service");
        this.stackTraces = stackTraces;
    }

    @Override
    public String format(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256)
                .append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(String.format("%-5s", event.getLevel()))
                .append(' ')
                .append(service)
                .append(" [")
                .append(event.getThreadName())
                .append(']');
        LogFields.ALL.forEach(
                field -> append(line, field, event.getMDCPropertyMap().get(field)));
        line.append(' ').append(shortened(event.getLoggerName())).append(" : ");
        line.append(Mask.text(event.getFormattedMessage()));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> append(line, pair.key, pair.value));
        }
        if (event.getThrowableProxy() != null) {
            line.append('\n').append(Mask.text(stackTraces.convert(event).stripTrailing()));
        }
        return line.toString().replaceAll("\\R", NEXT_LINE) + "\n";
    }

    private static void append(StringBuilder line, String name, @Nullable Object value) {
        if (value != null) {
            line.append(' ').append(Mask.text(name + "=" + value));
        }
    }

    private static String shortened(String logger) {
        return logger.length() <= LOGGER_WIDTH ? logger : "…" + logger.substring(logger.length() - LOGGER_WIDTH + 1);
    }
}
