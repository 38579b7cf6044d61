export { documentOf, idOf, partsOf } from "$src/names/resource.ts";
