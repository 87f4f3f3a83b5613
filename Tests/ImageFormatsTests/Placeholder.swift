// Tests of ImageFormats.
