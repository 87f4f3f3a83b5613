// Tests of WebGateway.
