// Tests of OmeroWeb.
