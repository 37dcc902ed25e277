package com.penguinmails.worker.identity;

import com.penguinmails.kernel.Ids;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Claims the state folder at start and gives it back at the end. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    WorkerIdentity workerIdentity(@Value("${penguinmails.worker.state-dir}") Path folder, Ids ids) throws IOException {
        return WorkerIdentity.claim(folder, ids);
    }
}
