package com.penguinmails.chaos.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scenarios. Each test gets the arena, calm and with everything alive, a {@link com.penguinmails.chaos.load.Load} of its own, chance, and
 * {@link com.penguinmails.chaos.report.Bounds}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ChaosExtension.class)
@TestMethodOrder(MethodOrderer.DisplayName.class)
@interface Chaos {}
