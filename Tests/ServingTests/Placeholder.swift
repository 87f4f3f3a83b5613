// Tests of Serving.
