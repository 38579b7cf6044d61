// Nothing but the headers that nearly every test begins with, compiled once:
// see cmake/EpiLedger.cmake.
