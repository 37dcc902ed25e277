package com.penguinmails.benchmarks.system;

import com.penguinmails.benchmarks.server.Database;
import java.nio.file.Path;

/**
 * What a system is given for one run.
 *
 * @param database empty
 * @param redisUrl of an empty Redis
 * @param folder for logs and scratch files; its own
 */
public record Surroundings(Database database, String redisUrl, Path folder) {}
