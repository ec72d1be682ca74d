package io.gatehouse.admin.console;

import io.gatehouse.audit.AuditAction;
import io.gatehouse.audit.DailyCount;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sign-ins and refused ones of the last days, as a drawing of bars and as a table. */
record SignInChart(List<Day> days, long most) {

    static final int DAYS = 14;
    static final Set<AuditAction> REFUSED =
            Set.of(AuditAction.SIGN_IN_REFUSED, AuditAction.SIGN_IN_THROTTLED, AuditAction.FACTOR_REFUSED);

    private static final int STEP = 40;
    private static final int HEIGHT = 120;
    private static final int TOP = 10;

    SignInChart {
        days = List.copyOf(days);
    }

    /** One day: what happened, and where its bars stand. */
    record Day(String date, String label, long done, long refused, int x, int doneHeight, int refusedHeight) {

        public int doneY() {
            return TOP + HEIGHT - doneHeight;
        }

        public int refusedX() {
            return x + STEP / 2 - 4;
        }

        public int refusedY() {
            return TOP + HEIGHT - refusedHeight;
        }
    }

    static SignInChart of(List<DailyCount> counts, LocalDate today, Locale locale) {
        DateTimeFormatter words =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
        long most = 1;
        for (int back = 0; back < DAYS; back++) {
            LocalDate date = today.minusDays(back);
            most = Math.max(most, Math.max(sum(counts, date, false), sum(counts, date, true)));
        }
        List<Day> days = new ArrayList<>();
        for (int back = DAYS - 1; back >= 0; back--) {
            LocalDate date = today.minusDays(back);
            long done = sum(counts, date, false);
            long refused = sum(counts, date, true);
            days.add(new Day(
                    date.toString(),
                    words.format(date),
                    done,
                    refused,
                    (DAYS - 1 - back) * STEP + 4,
                    (int) (done * HEIGHT / most),
                    (int) (refused * HEIGHT / most)));
        }
        return new SignInChart(days, most);
    }

    private static long sum(List<DailyCount> counts, LocalDate date, boolean refused) {
        return counts.stream()
                .filter(one -> one.day().equals(date) && REFUSED.contains(one.action()) == refused)
                .mapToLong(DailyCount::count)
                .sum();
    }
}
