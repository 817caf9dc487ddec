package io.github.gtmapillary.plan;

/** Features straight from tiles. */
public sealed interface TilePlan extends RequestPlan permits TileScan, OverviewGuidedScan {}
