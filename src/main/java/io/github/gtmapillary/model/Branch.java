package io.github.gtmapillary.model;

/**
 * One of the ways in which a filter accepts features: a branch of its ORs.
 *
 * @param condition every feature that is accepted this way fulfils it
 * @param region every such feature touches it
 */
public record Branch(Condition condition, Region region) {}
