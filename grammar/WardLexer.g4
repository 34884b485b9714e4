// SPDX-License-Identifier: Apache-2.0
lexer grammar WardLexer;
// Maximal munch does all the work; no modes, actions or predicates. Characters are code points.
channels { COMMENTS, DOCS }
tokens { BAD_WORD, BAD_SPACE }

DOC_COMMENT  : '///' (~[/\r\n] ~[\r\n]*)? -> channel(DOCS);      // "////" is an ordinary comment
LINE_COMMENT : '//' ~[\r\n]*              -> channel(COMMENTS);
WS           : [ \t\r\n]+                 -> channel(HIDDEN);

// Reserved everywhere.
AND:'and'; OR:'or'; NOT:'not'; IMPLIES:'implies'; IN:'in'; EVERY:'every'; SOME:'some'; WHERE:'where';
SATISFIES:'satisfies'; ELSE:'else'; IF:'if'; THEN:'then'; IS:'is'; INCLUDES:'includes'; KNOWN:'known'; SHOWN:'shown'; TRUE:'true'; FALSE:'false';

// Reserved only at the head of an expression; free after '.', as fields and as types.
COUNT:'count'; SHARE:'share'; SUM:'sum'; MIN:'min'; MAX:'max'; AGE:'age';

// Free after '.' and as fields; elsewhere `in force` would be read as membership.
FORCE:'force';

// Contextual: keywords in their clause, names anywhere else. The parser rule `contextual` lists the same words.
AFTER:'after'; ALIGNS:'aligns'; APPLIES:'applies'; APPROVED:'approved'; ARISES:'arises'; AS:'as'; ASSESSMENT:'assessment'; ASSUME:'assume';
ASSESSED:'assessed'; AT:'at'; AUDIENCE:'audience'; AUTHORITIES:'authorities'; AUTHORITY:'authority'; BECAUSE:'because'; BEFORE:'before'; BINDS:'binds'; BY:'by';
CASE:'case'; CERTIFY:'certify'; CITES:'cites'; CLAIMS:'claims'; COMPENSATED:'compensated'; CONTROL:'control'; COST:'cost'; COVERS:'covers';
CROSSWALK:'crosswalk'; DECIDED:'decided'; DEFAULT:'default'; DAILY:'daily'; DONE:'done'; DUE:'due'; DUTY:'duty'; EFFECTIVE:'effective'; EFFORT:'effort';
ELEMENT:'element'; ENFORCED:'enforced'; ENUM:'enum'; EQUAL:'equal'; EVIDENCE:'evidence'; EXCEPTION:'exception'; EXPECT:'expect';
EXPIRES:'expires'; FACTS:'facts'; FOR:'for'; FRESH:'fresh'; FROM:'from'; FULL:'full'; GAP:'gap'; GIVEN:'given'; GUIDANCE:'guidance'; HELD:'held';
IMPLEMENTED:'implemented'; INCUBATION:'incubation'; INDEX:'index'; INHERITED:'inherited'; INTERIM:'interim'; INTERSECTS:'intersects'; ISSUED:'issued'; KEY:'key'; LET:'let'; LEVELS:'levels'; LOOKBACK:'lookback';
MANDATORY:'mandatory'; MATURITY:'maturity'; MODULE:'module'; NATURE:'nature'; NEEDS:'needs'; NONE:'none'; OF:'of'; ON:'on'; OPEN:'open'; OPTIONAL:'optional';
OUTCOME:'outcome'; OWNER:'owner'; PARAMETER:'parameter'; PENALTIES:'penalties'; PENALTY:'penalty'; PER:'per'; PILLAR:'pillar';
PREDICATE:'predicate'; PRINTED:'printed'; PRIVILEGED:'privileged'; PROFILE:'profile'; PROMPTLY:'promptly'; PROOF:'proof';
PROPOSAL:'proposal'; PROVISION:'provision'; PURPOSE:'purpose'; RATINGS:'ratings'; RECORD:'record'; RENUMBERED:'renumbered';
REPEALS:'repeals'; REPLACES:'replaces'; REQUIREMENT:'requirement'; REQUIRES:'requires'; RESERVED:'reserved'; ROLE:'role'; SAYS:'says'; SCOPE:'scope'; SCORE:'score'; SET:'set'; SINCE:'since';
SOURCE:'source'; STRENGTH:'strength'; SUBSET:'subset'; SUMMARY:'summary'; SUPERSET:'superset'; SUPPLIED:'supplied'; TABLE:'table';
TEST:'test'; THAT:'that'; TIER:'tier'; TO:'to'; TRUSTED:'trusted'; UNDER:'under'; UNJUDGED:'unjudged'; UNTIL:'until'; UNVERIFIED:'unverified'; USE:'use';
VACATED:'vacated'; VALID:'valid'; VERSION:'version'; VIOLATIONS:'violations'; WHEN:'when'; WITH:'with';
UNIT : 'day' 's'? | 'week' 's'? | 'month' 's'? | 'year' 's'? | 'hour' 's'? | 'minute' 's'?;

// authority:reference. A '.' or '-' joins only when a letter or digit follows, so "X.{a}" and "X->Y" fall apart by themselves.
CITATION : WORD ':' [A-Za-z0-9_]+ ( [.\-] [A-Za-z0-9_]+ | '(' [A-Za-z0-9]+ ')' )*;
IDENT    : WORD;

DATE    : D D D D '-' D D '-' D D;
PERCENT : NUM '%';
MONEY   : '$' ( D D? D? (',' D D D)+ | D+ ) ('.' D D)?;
DECIMAL : D+ ('_' D D D)* '.' D+;
INT     : D+ ('_' D D D)*;
STRING  : '"' ( ~["\\\r\n] | '\\' ["\\nt] )* '"';

ARROW:'->'; EQ:'=='; NE:'!='; LE:'<='; GE:'>='; LT:'<'; GT:'>'; ASSIGN:'='; PLUS:'+'; MINUS:'-'; STAR:'*';
LPAREN:'('; RPAREN:')'; LBRACE:'{'; RBRACE:'}'; LBRACK:'['; RBRACK:']'; COMMA:','; DOT:'.'; COLON:':'; QUESTION:'?';

// What is no token of the language. Each is longer than any good token with the same beginning, so each is one clear
// diagnostic, and compiler/parse repairs it before the parser looks. Characters outside ASCII belong in strings and
// comments; elsewhere compiler/parse names them (BAD_WORD, BAD_SPACE) and this lexer never meets one.
BAD_NUMBER : '$'? D [0-9,._]* D '%'? | '$'? D [0-9.]* [A-Za-z_] [A-Za-z0-9_]* | '$'? D+ '.' | D D D D '-' D D? '-' D D?;   // 1,000  $5,7  90days  5.  2026-1-5
BAD_STRING : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '\\'?;                         // no closing quote on its line
BAD_ESCAPE : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '"';                           // a backslash before anything but " \ n t
BAD_QUOTE  : '\'' ~['\r\n]* '\'';
BAD_OP     : '&&' | '||' | '<>' | '=<' | '=>' | '!' | '/' | ';';
BAD_CHAR   : .;

fragment WORD : [A-Za-z_] [A-Za-z0-9_]*;
fragment NUM  : D+ ('_' D D D)* ('.' D+)?;
fragment D    : [0-9];
