package com.penguinmails.benchmarks.process;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this JVM, for child JVMs. */
public final class ClassPath {

    private ClassPath() {}

    public static String all() {
        return System.getProperty("java.class.path");
    }

    /** All of it, with the jar of {@code artifact} in front: then its {@code application.yml} is the one that is found. */
    public static String startingWith(String artifact) {
        return startingWith(artifact, all());
    }

    static String startingWith(String artifact, String classPath) {
        String[] entries = classPath.split(File.pathSeparator, -1);
        String first = Arrays.stream(entries)
                .filter(entry -> new File(entry).getName().startsWith(artifact + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path"));
        return Stream.concat(Stream.of(first), Arrays.stream(entries).filter(entry -> !entry.equals(first)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
