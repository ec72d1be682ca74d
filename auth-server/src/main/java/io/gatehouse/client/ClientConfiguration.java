package io.gatehouse.client;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Runs the jobs of this feature. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ClientConfiguration {}
