package com.penguinmails.queuer;

import com.penguinmails.queuer.operate.LentJob;
import com.penguinmails.queuer.operate.OperatorClient;
import com.penguinmails.testkit.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** The whole queuer with {@link Jobs} at hand; all tests share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@Import({Jobs.class, OperatorClient.class, LentJob.class})
public @interface QueuerTest {}
