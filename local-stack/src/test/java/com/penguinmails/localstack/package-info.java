/** Tests of the launcher: whole stacks of fake services on real servers, and the parts by themselves. Nothing is mocked. */
@NullMarked
package com.penguinmails.localstack;

import org.jspecify.annotations.NullMarked;
