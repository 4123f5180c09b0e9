package io.portolan.aws.dns;

import io.portolan.spi.toolkit.NativeThing;

/** What is read of record sets: what stands at a name and type, the health checks of answers, and of each zone the registry of marks. */
sealed interface RecordThing extends NativeThing permits NativeSet, Check, Registry {}
