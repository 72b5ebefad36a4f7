// The page logic of commit 095c171, before rooms talked, as its phones still run it: made by esbuild (bundle, esm, minify, line-limit 130, without @preact/signals) from src/page/seat.ts.
import{batch as mt,computed as p,signal as S}from"@preact/signals";var xt=4*36e5,At=3*36e5;var I=25e3,k="ping",v="pong";var X=4e3,B=1e4,a=2e3,H=1e4,_=5e3,E=1e4,Y=3e3,V=1e4,w=500,W=4e3,K=2,F=3e3;var G=3e4,P=1e3,Q=15e3,q=4,Z=3e5;var f=class{#t;#s=0;#n=1/0;#r=0;#e=-1/0;constructor(t){this.#t=t}now=()=>Date.now()+this.#s;renew(){this.#e=-1/0}measure(t){let e=Date.
now();!t||e-this.#e<Z||!ut(t)||(this.#e=e,this.#n=1/0,this.#r=q,this.#c(e))}heard({sent:t,now:e}){let o=Date.now(),s=o-t;s<this.#n&&
(this.#n=s,this.#s=e+s/2-o),--this.#r>0&&this.#c(o)}#c(t){this.#t({type:"time",sent:t})}};function ut({endsAt:n,quiz:t,questions:e}){
return!!(n??t)||e.some(o=>o.seconds??o.endsAt)}var M={normal:1e3,fellBehind:1013,badMessages:4400,wrongKey:4401,noSuchPoll:4404,noHello:4408,deleted:4410,tooManyMessages:4429};function j(n){
return n<4e3}function y(n){return{state:"waiting",failures:0,downSince:n}}function dt(n,t){return t*Math.min(V,Y*2**Math.max(0,n-1))}function $(n,t,e,o){
let{state:s,failures:r}=n,i=n.downSince??e,c={state:"connecting",failures:r,downSince:i},h=L=>({state:"waiting",failures:r,downSince:i,
...L!==void 0&&{retryAt:e+L}});if(t.type==="again")return{...c,failures:0};if(s==="ended")return t.type==="shown"&&n.ended==="refu\
sed"?c:n;switch(t.type){case"opened":return s==="connecting"?{...c,state:"open"}:n;case"greeted":return s==="open"&&n.downSince!==
null?{state:s,failures:0,downSince:null}:n;case"lost":return s==="waiting"?n:St(n,t.code,e,o);case"ended":return{state:"ended",ended:t.
ended,failures:r,downSince:i};case"parked":return h()}if(s!=="waiting")return n;switch(t.type){case"due":return t.wanted?c:h();case"\
unsent":return n.retryAt===void 0?h(o*w):n;case"online":return{...h(o*w),failures:0};case"shown":return c}}function St(n,t,e,o){let s=n.
downSince??e,r=n.downSince===null?0:n.failures+1;return j(t)?{state:"waiting",failures:r,downSince:s,retryAt:e+dt(r,o)}:{state:"en\
ded",ended:Et(t),failures:r,downSince:s}}function Et(n){switch(n){case M.deleted:return"deleted";case M.wrongKey:return"wrong-key";case M.
noSuchPoll:return"gone";default:return"refused"}}function u({ended:n,failures:t,downSince:e},o){return n?n==="refused":e!==null&&(t>=
K||o-e>=W)}var x=({status:n,code:t})=>(n===404||n===410)&&t==="no-such-poll",m=class{#t;#s;constructor(t,e){this.#t=`/api/polls/${t}`,this.#s=
e}look(t,e){return this.ask("",e?`Bearer ${e}`:`Voter ${t}`,{method:"GET"})}vote({voter:t,question:e,choice:o,n:s,round:r}){return this.
ask("/votes",`Voter ${t}`,J({question:e,choice:o,n:s,round:r},!0))}command(t,e){return this.ask("/commands",`Bearer ${t}`,J(e))}async ask(t,e,o){
try{let s=await this.#s.fetch(this.#t+t,{...o,headers:{authorization:e,"content-type":"application/json"},cache:"no-store",signal:AbortSignal.
timeout(E)}),{status:r,ok:i}=s,c=await s.json();return i?{status:r,body:c}:{status:r,...c.error}}catch{return{status:0}}}};function J(n,t=!1){
return{method:"POST",body:JSON.stringify(n),keepalive:t}}var ft=["too-fast","busy","full","hello-first"];function Mt(n,t){return t*Math.min(Q,P*2**n)}var l=({voter:n,question:t,n:e})=>`${n}\
 ${t} ${e}`,A=class{#t;#s;#n;#r=new Map;#e=new Map;#c;#p=!1;constructor(t,e,o){this.#t=t,this.#s=e,this.#n=o}deliver(){if(clearTimeout(
this.#c),this.#p)return;let t=this.#t.unsent(),e=Date.now();for(let s of t)this.#i(s).at<=e&&this.#h(s,e);this.#r=new Map(t.map(s=>[
l(s),this.#i(s)]));let o=Math.min(...t.map(s=>this.#i(s).at));t.length>0&&(this.#c=setTimeout(()=>this.deliver(),o>e?o-e:P))}greeted(){
this.#r.clear(),this.#e.clear(),this.deliver()}leaveToOthers(){let t=Date.now()+_;for(let e of this.#t.unsent())this.#r.has(l(e))||
this.#r.set(l(e),{tries:0,at:t});this.deliver()}parting(){for(let t of this.#t.unsent())this.#o(t)}answer(t){let e=this.#e.get(t.ref);
return e?(this.#e.delete(t.ref),t.type==="ack"?this.#u(e,t.seq):this.#l(e,t.code),!0):!1}stop(){this.#p=!0,clearTimeout(this.#c)}#i(t){
return this.#r.get(l(t))??{tries:0,at:0}}#h(t,e){let o=t.voter===this.#n.voter()?this.#n.way():"http";if(o==="none")return;let s=e+
(o==="line"?_:E);if(this.#r.set(l(t),{tries:this.#i(t).tries+1,at:s}),o==="http")return void this.#o(t);let{question:r,choice:i,n:c,
round:h}=t;this.#e.set(this.#n.send({type:"vote",question:r,choice:i,n:c,round:h}),t)}async#o(t){let e=await this.#s.vote(t);this.#p||
(e.body?.type==="ack"&&Number.isSafeInteger(e.body.seq)?this.#u(t,e.body.seq):x(e)&&e.code==="no-such-poll"?this.#n.gone():this.#l(
t,e.code??"busy"))}#u(t,e){this.#t.drop(t),this.#n.acked(t,e)}#l(t,e){if(!ft.includes(e)){this.#t.drop(t)&&this.#n.refused(t,e);return}
let{tries:o}=this.#i(t);this.#r.set(l(t),{tries:o,at:Date.now()+Mt(o,this.#n.chance())}),this.deliver()}};function z(n){return btoa(String.fromCharCode(...n)).replaceAll("+","-").replaceAll("/","_").replace(/=+$/,"")}var C=new Map,d={get(n){let t=C.get(n);if(t!==void 0)return t;try{return localStorage.getItem(n)}catch{return null}},set(n,t){try{
t===null?localStorage.removeItem(n):localStorage.setItem(n,t),C.delete(n)}catch{C.set(n,t)}}};function et(n,t){try{return JSON.parse(
n.get(t)??"null")}catch{return null}}var T=n=>`showhands:voter:${n}`,tt=n=>`showhands:former-key:${n}`,O=n=>`showhands:key:${n}`;function b(n,t=d){return t.get(T(n))??U(n,t)}function U(n,t=d){let e=z(crypto.getRandomValues(new Uint8Array(16)));return t.set(T(
n),e),e}function nt(n,t=d){return t.get(O(n))}function N(n,t,e=d){e.set(O(n),t)}function ot(n,t=d){let e=t.get(tt(n));return t.set(
tt(n),null),e}function st(n){return{snapshot:n,mine:n?.mine??{},mineSeq:0}}function rt(n){let{snapshot:t}=n;if(t?.poll.results!=="after-vote")return n;
let e={...t.tallies};for(let{id:o,phase:s,shown:r}of t.poll.questions)r===null&&s!=="closed"&&(e[o]={ballots:e[o]?.ballots??0});return{
...n,snapshot:{...t,tallies:e}}}function it(n,t){let{snapshot:e}=n,o=e?.epoch===t.epoch;if(t.type==="snapshot"){let{seq:s}=t;if(o&&
e&&s<e.seq)return n;let r=o?n.mineSeq:0;return{snapshot:t,mine:s>=r&&t.mine||n.mine,mineSeq:r}}if(t.type==="results"&&o&&e&&t.seq>=
e.seq){let{seq:s,tallies:r,present:i,quiz:c}=t,h=c?{...e.poll,quiz:{...e.poll.quiz,...c}}:e.poll;return{...n,snapshot:{...e,poll:h,
seq:s,tallies:r,present:i}}}return n}function ct(n,t,e){let{question:o,choice:s,n:r}=t,i=Math.max(n.mineSeq,e);return!at(n.snapshot?.
poll??null,t)||r<(n.mine[o]?.n??0)?{...n,mineSeq:i}:{...n,mine:lt(n.mine,o,s,r),mineSeq:i}}function ht(n,t,e){return t.filter(o=>at(
e,o)&&o.n>(n[o.question]?.n??-1)).reduce((o,{question:s,choice:r,n:i})=>lt(o,s,r,i),n)}function pt(n,t){return!n||!t||n===t?[]:t.questions.
filter(({id:e,round:o,open:s})=>{let r=n.questions.find(i=>i.id===e);return r&&(r.round!==o||s&&!r.open)}).map(({id:e})=>e)}function at(n,t){
let e=n?.questions.find(({id:o})=>o===t.question)?.round;return t.round===void 0||e===void 0||t.round===e}function lt(n,t,e,o){let{
[t]:s,...r}=n;return e.length>0?{...r,[t]:{choice:e,n:o}}:r}var D=n=>`showhands:outbox:${n}`,R=class{#t;#s;constructor(t,e){this.#t=D(t),this.#s=e}put({voter:t,question:e,choice:o,round:s,seen:r}){
let i=this.#n(),c=Math.max(Date.now(),(i[t]?.[e]?.n??0)+1,r+1);this.#r({...i,[t]:{...i[t],[e]:{n:c,choice:o,round:s}}})}unsent(){return Object.
entries(this.#n()).flatMap(([t,e])=>Object.entries(e).flatMap(([o,{n:s,choice:r,round:i}])=>r?[{voter:t,question:o,choice:r,n:s,...i!==
void 0&&{round:i}}]:[]))}drop({voter:t,question:e,n:o}){let s=this.#n(),r=s[t]?.[e];return r?.n!==o||!r.choice?!1:(this.#r({...s,[t]:{
...s[t],[e]:{n:o}}}),!0)}retire(){let t={};for(let{voter:e,question:o,...s}of this.unsent())t[e]={...t[e],[o]:s};this.#r(t)}#n(){return et(
this.#s,this.#t)??{}}#r(t){this.#s.set(this.#t,Object.keys(t).length>0?JSON.stringify(t):null)}};var g=class{#t;#s;#n;#r;#e;#c=null;#p;#i=0;#h=1/0;#o=0;#u=0;#l=1/0;#a=0;#E=!1;constructor(t,e,o){this.#t=`/ws/${t}`,this.#s=e,this.#n=
o,this.#e=y(Date.now()),this.#r=[e.listen("online",()=>this.#f({type:"online"})),e.listen("offline",()=>this.probe(a)),e.listen("v\
isibilitychange",()=>e.hidden()||this.#f({type:"shown"})),e.listen("pageshow",s=>s.persisted&&this.#f({type:"shown"})),e.listen("p\
agehide",()=>{o.parting(),this.happen({type:"parked"})})]}get connection(){return this.#e}get live(){return this.#e.downSince===null}happen(t){
if(this.#E)return;let e=this.#e,o=$(e,t,Date.now(),this.#s.chance());this.#e=o,o!==e&&(o.state!=="open"&&this.#_(),t.type==="lost"&&
e.downSince!==null&&this.#M(),(this.live||o.state==="ended")&&(this.#l=1/0),o.state==="connecting"&&this.#x(),this.#n.changed(o)),
this.#d()}start(){this.happen({type:"due",wanted:this.#m()})}send(t){this.#c?.send(JSON.stringify(t))}probe(t){if(!this.live)return;
let e=Date.now();this.#u=e,this.#o=e+I,this.#h=Math.min(this.#h,e+t),this.#c?.send(k),this.#d()}leave(){this.#E=!0;for(let t of this.#r)
t();clearTimeout(this.#p),this.#_()}#m(){return!this.#s.hidden()||this.#n.unsent()}#_(){let t=this.#c;this.#c=null,this.#h=1/0,t?.
close()}#x(){this.#h=Date.now()+X;try{let t=this.#s.socket(this.#t);this.#c=t;let e=o=>this.#c===t&&o();t.onopen=()=>e(()=>this.#S()),
t.onmessage=({data:o})=>e(()=>this.#A(o)),t.onclose=({code:o})=>e(()=>this.happen({type:"lost",code:o}))}catch{}}#S(){this.#h=Date.
now()+B,this.send(this.#n.hello()),this.happen({type:"opened"})}#A(t){this.live&&(this.#h=1/0);let e=t===v?null:yt(t);t===v&&this.#n.
delay(Date.now()-this.#u),e&&(this.#n.heard(e),!(e.type!=="snapshot"||this.#e.state!=="open"||this.live)&&(this.#h=1/0,this.#o=Date.
now()+I,this.happen({type:"greeted"})))}#T(){let t=Date.now(),e=t-this.#i>a;t>=this.#l&&this.#y(),t>=(this.#e.retryAt??1/0)?this.start():
t>=this.#h?this.#O(e):this.live&&t>=this.#o?this.probe(e?a:H):this.#d()}#O(t){this.live&&t?(this.#h=1/0,this.probe(a)):this.happen(
{type:"lost",code:1006})}#d(){clearTimeout(this.#p);let t=this.live?this.#o:1/0;this.#i=Math.min(this.#h,t,this.#e.retryAt??1/0,this.#l),
this.#i<1/0&&!this.#E&&(this.#p=setTimeout(()=>this.#T(),this.#i-Date.now()))}#f(t){u(this.#e,Date.now())&&this.#M(),this.happen(t),
this.probe(a)}#M(){this.#l=Math.min(this.#l,Date.now())}async#y(){if(this.#l=1/0,this.#s.hidden())return;let t=await this.#n.look();
if(this.#a=t?0:this.#a+1,this.#e.state==="ended"||!u(this.#e,Date.now()))return;let e=Math.min(G,F*2**this.#a);this.#l=Date.now()+
e*(.5+this.#s.chance()),this.#d()}};function yt(n){try{return JSON.parse(n)}catch{return null}}var _t=class{#t;#s;#n=null;#r;#e;#c;#p;#i;#h;#o;#u;#l;#a;#E=0;#m=!1;#_;#x=S([]);#S=S({});wire=S(y(Date.now()));delayMs=S(null);snapshot=p(
()=>this.#_.value.snapshot);poll=p(()=>this.snapshot.value?.poll??null);tallies=p(()=>this.snapshot.value?.tallies??{});present=p(
()=>this.snapshot.value?.present??0);#A=p(()=>this.#_.value.mine);mine=p(()=>ht(this.#A.value,this.#x.value,this.poll.value));votes=p(
()=>{let t={};for(let e of Object.keys(this.#A.value))t[e]={state:"saved"};Object.assign(t,this.#S.value);for(let{question:e}of this.#x.
value)t[e]={state:"sending"};return t});constructor({poll:t,role:e,key:o,first:s=null},r,i){this.#t=t,this.#s=e,this.#r=!!o,this.#e=
r,o&&N(t,o,r.shelf),this.#a=b(t,r.shelf),this.#_=S(st(s)),this.#c=new m(t,r),this.#p=new R(t,r.shelf),this.#i=new A(this.#p,this.#c,
this.#I()),this.#h=i?.(this.#c,this.#v()),this.#o=new g(t,r,this.#w()),this.#u=new f(c=>this.#o.send(c)),this.#l=r.listen("storage",
c=>this.#O(c.key)),this.#d(),this.#o.start(),this.#i.deliver()}now=()=>this.#u.now();vote=(t,e)=>{let o=this.poll.value?.questions.
find(({id:s})=>s===t)?.round;this.#p.put({voter:this.#a,question:t,choice:e,round:o,seen:this.#A.value[t]?.n??0}),this.#f([t]),this.#d(),
this.#o.happen({type:"unsent"}),this.#i.deliver()};command=t=>this.#h?.run?.(t)??Promise.reject(new TypeError("only votes"));nextPerson=()=>this.#T(
U(this.#t,this.#e.shelf));leave=()=>{this.#l(),this.#i.stop(),this.#o.leave(),this.#h?.cut()};#T(t){this.#a=t,this.#m=!1,this.#_.value=
rt({...this.#_.value,mine:{},mineSeq:0}),this.#S.value={},this.#p.retire(),this.#d(),this.#o.happen({type:"again"}),this.#i.deliver()}#O(t){
let{shelf:e}=this.#e;t===D(this.#t)?(this.#d(),this.#i.leaveToOthers()):t===T(this.#t)?this.#T(b(this.#t,e)):t===O(this.#t)&&this.#r&&
this.wire.value.ended==="wrong-key"&&this.#o.happen({type:"again"})}#d(){this.#x.value=this.#p.unsent().filter(({voter:t})=>t===this.#a)}#f(t){
t.length!==0&&(this.#S.value=Object.fromEntries(Object.entries(this.#S.value).filter(([e])=>!t.includes(e))))}#M({voter:t,question:e},o){
t===this.#a&&(this.#S.value={...this.#S.value,[e]:o},this.#d())}#y(){return this.#r?nt(this.#t,this.#e.shelf):null}#R(t){return this.#o.
send({...t,ref:++this.#E}),this.#o.probe(_),this.#E}#I(){return{voter:()=>this.#a,chance:()=>this.#e.chance(),way:()=>this.#o.live?
"line":u(this.#o.connection,Date.now())?"http":"none",send:t=>this.#R(t),acked:(t,e)=>{t.voter===this.#a&&(this.#_.value=ct(this.#_.
value,t,e)),this.#M(t,{state:"saved"})},refused:(t,e)=>this.#M(t,{state:"refused",code:e}),gone:()=>this.#o.happen({type:"ended",ended:"\
gone"})}}#v(){return{send:t=>this.#o.live?this.#R(t):null,say:t=>this.#o.send(t),key:()=>this.#y(),newKey:t=>N(this.#t,t,this.#e.shelf)}}#w(){
return{unsent:()=>this.#p.unsent().length>0,hello:()=>this.#C(),heard:t=>{let e=(t.type==="ack"||t.type==="refused")&&this.#i.answer(
t);t.type==="time"&&this.#u.heard(t),e||this.#g(t)},changed:t=>this.#b(t),delay:t=>{this.delayMs.value=t,this.#N()},look:()=>this.#U(),
parting:()=>this.#i.parting()}}#P(){if(!this.#r)return!1;if(this.#y()!==this.#n)return!0;let t=ot(this.#t,this.#e.shelf);return t&&
N(this.#t,t,this.#e.shelf),t!==null}#C(){let{snapshot:t}=this.#_.value,e=this.#y();return this.#n=e,{type:"hello",voter:this.#a,...e&&
{key:e},...this.#s!=="voter"&&{role:this.#s},...this.#m&&t&&{since:{epoch:t.epoch,seq:t.seq}}}}#b(t){let e=this.wire.value.downSince===
null;if(this.wire.value=t,e&&this.#h?.cut(),this.#o.live&&(this.#m=!0,this.#u.renew(),this.#N(),this.#i.greeted()),t.ended==="wron\
g-key"&&this.#P()&&queueMicrotask(()=>this.#o.happen({type:"again"})),!(t.ended!=="gone"&&t.ended!=="deleted"))for(let o of this.#p.
unsent())this.#p.drop(o)&&this.#M(o,{state:"refused",code:"no-such-poll"})}#g(t){let e=this.poll.value;mt(()=>{this.#_.value=it(this.#_.
value,t),this.#f(pt(e,this.poll.value)),this.#h?.heard(t)}),this.#N()}#N(){this.#o.live&&this.#u.measure(this.poll.value)}async#U(){
let t=this.#a,e=this.#s==="host"?this.#y():null,o=await this.#c.look(t,e??void 0);return x(o)?this.#o.happen({type:"ended",ended:"\
gone"}):o.body&&t===this.#a&&!this.#o.live&&this.#g({...o.body,type:"snapshot",role:this.snapshot.value?.role??this.#s}),o.status>
0}};export{_t as Seat};
