package com.penguinmails.acceptance.api;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What came back. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, HttpHeaders headers, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Without parameters, in lower case; empty when there is none. */
    public String mediaType() {
        String type = headers.firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What two answers to the same question have in common. */
    String textWithoutRequestId() {
        return text().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    /** A missing node for what is no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    public String code() {
        return json().path("code").asString("");
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Body and headers, where something could leak. */
    public String everything() {
        return text() + '\n' + headers.map();
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + mediaType() + " " + (text.length() > 600 ? text.substring(0, 600) + "…" : text);
    }
}
