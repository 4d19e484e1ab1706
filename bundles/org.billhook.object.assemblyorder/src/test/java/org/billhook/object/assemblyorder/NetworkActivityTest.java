package org.billhook.object.assemblyorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.Placement;
import org.billhook.testkit.BillingObjectTypeContract;
import org.billhook.testkit.SampleContext;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NetworkActivityTest extends BillingObjectTypeContract {

    private static final SampleObject ELEMENT = SampleObject.of("wbs-element/PC2");
    private static final SampleObject NETWORK = SampleObject.of("network/900100");
    private static final SampleObject ACTIVITY = SampleObject.of("network-activity/900100-0010")
            .in("CREATED", Phase.OPEN)
            .with("network", "network/900100")
            .with("activityNumber", "0010");

    private static SampleContext of(SampleObject activity) {
        return SampleContext.creating(activity).naming("network", NETWORK);
    }

    @Override
    protected BillingObjectType subject() {
        return new NetworkActivity();
    }

    @Override
    protected List<ObjectInContext> goodObjects() {
        return List.of(
                of(ACTIVITY), of(ACTIVITY.with("element", "wbs-element/PC2")).naming("element", ELEMENT));
    }

    @Override
    protected List<ObjectInContext> badObjects() {
        return List.of(
                SampleContext.creating(ACTIVITY),
                of(ACTIVITY.with("activityNumber", "X")),
                of(ACTIVITY.with("activityNumber", "0020")),
                of(ACTIVITY.with("element", "wbs-element/PC2")));
    }

    @Test
    @Tag("O-42")
    void anActivityStandsUnderItsNetworkOrItsOwnElement() {
        assertThat(subject().place(of(ACTIVITY))).isEqualTo(Placement.under(new ObjectRef("network", "900100")));
        assertThat(subject().place(of(ACTIVITY.with("element", "wbs-element/PC2"))))
                .isEqualTo(Placement.under(new ObjectRef("wbs-element", "PC2")));
    }

    @Test
    void itsKeyIsThatOfTheNetworkAndItsNumber() {
        assertThat(findings(of(ACTIVITY.with("activityNumber", "0020"))))
                .extracting(Finding::message)
                .containsExactly("Key 900100-0010 must be 900100-0020: network, hyphen, number");
        assertThat(subject().attributes()).extracting(Attribute::name).contains("workCenter");
    }

    @Test
    void workOnItCarriesNetworkAndActivity() {
        assertThat(subject().characteristics(ACTIVITY))
                .isEqualTo(Map.of("network", "900100", "network-activity", "900100-0010"));
    }
}
