package com.penguinmails.localstack.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks running JVMs which classes they have loaded. */
final class LoadedClasses {

    /** {@code |  |--org.example.Thing/0x00007f…}, or {@code /null} for those of the JDK's own loader. */
    private static final Pattern LINE = Pattern.compile("^[| -]*([\\w.$]+)/(?:null|0x[0-9a-f]+)\\b(?!\\+)");

    private LoadedClasses() {}

    /** Names as a class list of the JVM wants them, such as {@code java/lang/Object}, which comes first. */
    static Set<String> of(Collection<ProcessHandle> processes, JavaRuntime java)
            throws IOException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        names.add("java/lang/Object");
        for (ProcessHandle process : processes) {
            names.addAll(parse(ask(process, java)));
        }
        return names;
    }

    private static String ask(ProcessHandle process, JavaRuntime java) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        java.home().resolve("bin").resolve("jcmd").toString(),
                        Long.toString(process.pid()),
                        "VM.class_hierarchy")
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("process " + process.pid() + " does not tell its classes: "
                    + answer.lines().findFirst().orElse(""));
        }
        return answer;
    }

    static Set<String> parse(String hierarchy) {
        return hierarchy
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                // Made at run time; no library holds them.
                .filter(name -> !name.contains("$$") && !name.startsWith("com.penguinmails."))
                .map(name -> name.replace('.', '/'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
