package com.penguinmails.localstack;

import com.penguinmails.localstack.backing.Backing;
import com.penguinmails.localstack.service.DeathNotice;
import com.penguinmails.localstack.service.ServiceEnvironment;
import com.penguinmails.localstack.service.StartOutcome;
import com.penguinmails.localstack.service.Supervisor;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.Ports;
import com.penguinmails.localstack.state.Secrets;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A stack that was started, for tests and for the demo: where everything is, and ways to break and mend it. */
public final class RunningStack implements AutoCloseable {

    private final StackConfig config;
    private final Launcher launcher;
    private final Addresses addresses;
    private final Secrets secrets;

    private RunningStack(StackConfig config, Launcher launcher, Addresses addresses, Secrets secrets) {
        this.config = config;
        this.launcher = launcher;
        this.addresses = addresses;
        this.secrets = secrets;
    }

    /** A handle on the stack that runs, or ran, in the state folder of {@code config}. */
    static RunningStack attach(StackConfig config) {
        StateFolder state = config.state();
        Ports ports = Ports.find(state)
                .orElseThrow(() -> new IllegalStateException("no stack was ever started in " + state.root()));
        Secrets secrets = Secrets.loadOrCreate(state, config.catalog().names(), new SecureRandom());
        return new RunningStack(config, new Launcher(config), new Addresses(ports), secrets);
    }

    /** What browsers, API clients and recipients call. */
    public URI gateway() {
        return addresses.publicUrl();
    }

    /** API of one service, past the gateway. */
    public URI url(String service) {
        return addresses.service(config.catalog().named(service).name());
    }

    /** Metrics of one service. */
    public URI managementUrl(String service) {
        return addresses.management(config.catalog().named(service).name());
    }

    /** {@code mail-world} and whatever else stands in for the outside world, by name. */
    public Map<String, URI> simulators() {
        return Map.of(Addresses.MAIL_WORLD, addresses.mailWorld());
    }

    /** SMTP server of the mail world; any address logs in with {@link #mailboxPassword()}. */
    public URI smtp() {
        return addresses.smtp();
    }

    public URI imap() {
        return addresses.imap();
    }

    /** Opens any mailbox of the mail world, and makes it at its first login. */
    public String mailboxPassword() {
        return Backing.MAILBOX_PASSWORD;
    }

    /** Address of the person who runs this platform; {@code OperatorAccount} makes the account and logs in. */
    public String operatorEmail() {
        return ServiceEnvironment.OPERATOR;
    }

    public String operatorPassword() {
        return secrets.operatorPassword();
    }

    public URI redis() {
        return addresses.redis();
    }

    public String jdbcUrl() {
        return addresses.jdbcUrl();
    }

    public String databaseSuperuser() {
        return Secrets.SUPERUSER;
    }

    /** Password of any database role, {@link #databaseSuperuser()} among them. */
    public String databasePassword(String role) {
        return secrets.databasePassword(role);
    }

    /** A connection that sees every row of every tenant. The caller closes it. */
    public Connection superuserConnection() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), databaseSuperuser(), databasePassword(databaseSuperuser()));
    }

    /** {@code stack.json}. */
    public Path stackFile() {
        return config.state().stackFile();
    }

    /** Lines of the service's log since it was last started. */
    public List<String> logsOf(String service) {
        return config.state().log(config.catalog().named(service).name()).lines();
    }

    public boolean isRunning(String service) {
        return config.state()
                .processes()
                .running(config.catalog().named(service).name())
                .isPresent();
    }

    /** Ends a service at once, as a crash or the kernel would (SIGKILL). */
    public void kill(String service) throws InterruptedException {
        launcher.kill(service);
    }

    /** Asks a service to end (SIGTERM) and waits until it has. */
    public void stop(String service) throws InterruptedException {
        launcher.stop(service);
    }

    /**
     * Starts a service that does not run, on the port it had, and waits until it is healthy.
     *
     * @throws StackStartException if it does not become healthy
     */
    public void start(String service) throws InterruptedException {
        try {
            List<StartOutcome> failed = launcher.start(service, StackListener.SILENT).stream()
                    .filter(outcome -> !StartReport.isUp(outcome))
                    .toList();
            if (!failed.isEmpty()) {
                throw new StackStartException(config.state(), failed);
            }
        } catch (IOException e) {
            throw new StackStartException("cannot start " + service + ": " + e.getMessage(), e);
        }
    }

    /** Tells {@code listener} of every service that ends without having been asked to, until the answer is closed. */
    public Supervisor onDeath(Consumer<DeathNotice> listener) {
        return Supervisor.watch(config.state(), config.catalog().names(), Clock.systemUTC(), () -> false, listener);
    }

    /** Stops everything the stack started. Its data stay in the state folder. */
    public void stop() throws InterruptedException {
        launcher.down();
    }

    /** As {@link #stop()}. */
    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
