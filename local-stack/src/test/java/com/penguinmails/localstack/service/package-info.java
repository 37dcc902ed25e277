/** Tests of how services are unpacked and what they are told. Whole starts are tried in StackIT. */
@NullMarked
package com.penguinmails.localstack.service;

import org.jspecify.annotations.NullMarked;
