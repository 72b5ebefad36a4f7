/** Bundled in from `newhub.ts`, whose types are another platform's. */
declare module "sim:hub" {
  export const newHub: import("./face.ts").NewHub;
}
