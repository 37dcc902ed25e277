package com.penguinmails.worker;

import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.testkit.TestRedis;
import com.penguinmails.worker.handling.LocalHandler;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A worker as it is started in earnest, with a Redis of its own, in this process; it can be stopped. */
public final class StartedWorker implements AutoCloseable {

    private final TestRedis redis = TestRedis.startAnother();
    private final QueueConnections connections = QueueConnections.to(redis.url());
    private final ConfigurableApplicationContext context;

    public StartedWorker(Map<String, String> properties, List<LocalHandler> handlers, List<SpanProcessor> spans) {
        var all = new HashMap<>(WorkerTest.Surroundings.properties(redis.url()));
        all.put("SERVER_PORT", "0");
        all.putAll(properties);
        context = new SpringApplicationBuilder(WorkerApplication.class)
                .web(WebApplicationType.SERVLET)
                .initializers(starting -> {
                    starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
                    var beans = (GenericApplicationContext) starting;
                    handlers.forEach(handler -> beans.registerBean(handler.kind(), LocalHandler.class, () -> handler));
                    spans.forEach(span -> beans.registerBean("spans", SpanProcessor.class, () -> span));
                })
                .run();
    }

    public Dispatch dispatch(String queue) {
        return new Dispatch(connections, queue);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** As SIGTERM does. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        connections.close();
        redis.close();
    }
}
