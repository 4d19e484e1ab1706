/**
 * Contract tests for whoever implements an SPI of Billhook, and the fixtures they need.
 *
 * <p>Extend the contract of your SPI ({@link org.billhook.testkit.BillingRelevanceContract} and its like) in a JUnit 5
 * test, give it what it asks for, and it checks what the Javadoc of the SPI demands. The fixtures ({@code Sample…}) are
 * immutable values that stand in for what core passes in; the sinks ({@code Recorded…}) keep what a plugin answers and
 * list every fault in it. Your own tests may use them as well.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
