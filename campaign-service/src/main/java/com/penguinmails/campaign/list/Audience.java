package com.penguinmails.campaign.list;

/**
 * How many a list reaches.
 *
 * @param members everybody on the list
 * @param reachable those who neither bounced nor unsubscribed
 */
public record Audience(int members, int reachable) {}
