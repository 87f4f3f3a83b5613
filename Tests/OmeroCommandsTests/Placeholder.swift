// Tests of OmeroCommands.
