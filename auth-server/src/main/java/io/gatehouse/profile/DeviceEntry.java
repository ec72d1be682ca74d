package io.gatehouse.profile;

import io.gatehouse.session.SignedInDevice;
import io.gatehouse.web.Device;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A browser in the list of devices. */
record DeviceEntry(
        String sid,
        String name,
        @Nullable String address,
        Moment lastUsed,
        Moment since,
        List<String> factors,
        boolean remembered,
        boolean current) {

    static DeviceEntry of(SignedInDevice device, Visitor visitor) {
        return new DeviceEntry(
                device.sid().toString(),
                Device.of(device.userAgent()).describe(),
                device.address(),
                visitor.moment(device.lastUsedAt()),
                visitor.moment(device.since()),
                Factors.keys(device.amr()),
                device.remembered(),
                device.sid().equals(visitor.session().sid()));
    }
}
