// Tests of SharedState.
