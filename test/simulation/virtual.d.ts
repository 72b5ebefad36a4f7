/** Bundled in from `newhub.ts`, whose types are another platform's. */
declare module "sim:hub" {
  export const newHub: (surrounding: import("./face.ts").Surrounding) => import("./face.ts").Hub;
}
