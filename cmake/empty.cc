// Of a library that is its precompiled headers alone.
