/**
 * Alerts as rows of a custom table in Microsoft Sentinel, through the Logs Ingestion API of Azure
 * Monitor. Start at {@link io.entracep.sentinel.SentinelReceiverFactory} for the way there, and at
 * {@link io.entracep.sentinel.SentinelRow} for what is sent.
 */
@NullMarked
package io.entracep.sentinel;

import org.jspecify.annotations.NullMarked;
