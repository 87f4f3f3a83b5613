// Tests of Codecs.
