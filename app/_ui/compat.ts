// WeChat's Android kernels go back to Chrome 80, which lacks these two. Inline, before any bundle runs.
export const COMPAT_SCRIPT =
  "Object.hasOwn||(Object.hasOwn=function(o,k){return Object.prototype.hasOwnProperty.call(o,k)});" +
  "[Array,String].forEach(function(C){C.prototype.at||Object.defineProperty(C.prototype,'at',{configurable:true,writable:true," +
  "value:function(i){i=Math.trunc(i)||0;return this[i<0?this.length+i:i]}})});";
