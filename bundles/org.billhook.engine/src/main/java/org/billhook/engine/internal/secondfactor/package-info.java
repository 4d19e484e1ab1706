/**
 * Second factors of users: {@link org.billhook.engine.internal.secondfactor.Totp} computes codes and knows neither store nor clock,
 * {@link org.billhook.engine.internal.secondfactor.SealingKey} keeps secrets from who reads the database, and
 * {@link org.billhook.engine.internal.secondfactor.StoredSecondFactors} takes each code once. Who may have one, and how often one may
 * guess, is decided by who asks.
 */
package org.billhook.engine.internal.secondfactor;
