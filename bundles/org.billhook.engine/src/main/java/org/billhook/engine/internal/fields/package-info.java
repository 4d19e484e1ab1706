/**
 * Asks all field checks about the fields of an object and folds what they say (G-2, R-35). Used to show an object
 * and before each change.
 */
package org.billhook.engine.internal.fields;
