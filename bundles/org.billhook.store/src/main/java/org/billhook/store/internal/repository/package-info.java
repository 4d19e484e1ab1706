/**
 * The stores of {@code engine.port}: by EclipseLink for master data ({@code Jpa…}), by JDBC where runs are hot
 * ({@code Jdbc…}, {@code Lines}, {@code OpenRows}). Begin with {@code OpenStore}. One transaction is one connection,
 * which both share.
 */
package org.billhook.store.internal.repository;
