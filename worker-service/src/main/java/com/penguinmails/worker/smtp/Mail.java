package com.penguinmails.worker.smtp;

/**
 * One mail to hand over.
 *
 * @param from envelope sender, may be empty
 * @param to the one envelope recipient
 * @param message canonical: CRLF line ends, 7-bit
 * @param beforeDot run when everything but the final dot has been sent; if it throws, the dot is not sent
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying every message would cost more than it protects.
public record Mail(String from, String to, byte[] message, Runnable beforeDot) {}
