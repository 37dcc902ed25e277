package com.penguinmails.localstack.doctor;

import java.util.List;

/** Looks at one thing. */
@FunctionalInterface
interface Check {

    List<Finding> look() throws Exception;
}
