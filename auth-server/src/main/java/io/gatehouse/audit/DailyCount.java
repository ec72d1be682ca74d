package io.gatehouse.audit;

import java.time.LocalDate;

/** How often something happened on one day (UTC). */
public record DailyCount(LocalDate day, AuditAction action, long count) {}
