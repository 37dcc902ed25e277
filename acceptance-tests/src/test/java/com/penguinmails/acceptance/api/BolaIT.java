package com.penguinmails.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Broken object level authorization (OWASP API1), tried on every operation of the documents by everybody who must not: a program cannot
 * forget an operation here, because one without a recipe or without a single case fails by name.
 */
class BolaIT {

    private final List<Operation> operations = ApiDocument.ofPlatform().operations();

    @Test
    void everyOperationHasARecipe() {
        assertThat(Recipes.missing(operations))
                .as("operations without a recipe: add one to Recipes*")
                .isEmpty();
        assertThat(Recipes.stale(operations))
                .as("recipes of operations that are gone")
                .isEmpty();
    }

    @Test
    void theDocumentsAreNotEmpty() {
        assertThat(operations).hasSizeGreaterThan(150);
    }

    /** The matrix believes what an operation declares; this holds the few that declare no permission. */
    @Test
    void whatBelongsToATenantAsksForAPermission() {
        assertThat(operations)
                .filteredOn(operation -> operation.permission() == null)
                .allSatisfy(
                        operation -> assertThat(operation.path())
                                .as("%s has no @RequiresPermission", operation)
                                .matches(
                                        "/api/v1/(auth|users/me)(/.*)?|/api/v1/tenants(/join)?|/api/v1/billing/plans|/api/v1/oauth/requests/.*|/[tu]/.*"));
        assertThat(operations)
                .filteredOn(Operation::isPublic)
                .extracting(Operation::path)
                .allMatch(path -> path.matches("/api/v1/auth/.*|/[tu]/.*"));
    }

    /** So that the expired tokens of the matrix are refused for their time, and for nothing else that a test signs wrongly. */
    @Test
    void aTokenThatTheTestSignsIsGoodUntilItsTimeIsOver() {
        Person owner = Neighbours.alice().owner();
        Call me = Call.of("GET", "/api/v1/users/me");
        assertThat(Gateway.send(me.bearer(Forgeries.signedAgain(owner.token()))).status())
                .isEqualTo(200);
        assertThat(Gateway.send(me.bearer(Forgeries.expired(owner.token()))).status())
                .isEqualTo(401);
    }

    @TestFactory
    Stream<DynamicContainer> nobodyReachesWhatIsNotTheirs() {
        var matrix = new BolaMatrix(Neighbours.alice(), Neighbours.bob());
        return Recipes.inTurn(operations, Comparator.naturalOrder())
                .map(operation -> dynamicContainer(operation.name(), tests(matrix, operation)));
    }

    private static List<DynamicTest> tests(BolaMatrix matrix, Operation operation) {
        List<DynamicTest> tests = new ArrayList<>();
        List<BolaMatrix.Case> cases = matrix.cases(operation);
        tests.add(Named.test(operation, "has cases", () -> assertThat(cases).isNotEmpty()));
        cases.forEach(each -> tests.add(Named.test(operation, each.name(), each.test()::run)));
        if (!cases.isEmpty()) {
            tests.add(Named.test(operation, "nothing was written", () -> matrix.nothingWasWritten(operation)));
        }
        return tests;
    }
}
