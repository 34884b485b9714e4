// SPDX-License-Identifier: Apache-2.0
parser grammar WardParser;
options { tokenVocab = WardLexer; }
// The compiler calls moduleDecl, useDecl and declaration in turn, so a mistake stays in its declaration; `file` is the whole.

file : moduleDecl? useDecl* declaration* EOF ;
moduleDecl : MODULE path (AS OF DATE)? ;
useDecl    : USE path (VERSION STRING)? (AS name)? ;

declaration
  : ENUM name LBRACE enumMember (COMMA enumMember)* COMMA? RBRACE              # enumDecl
  | RECORD name KEY memberName LBRACE field* RBRACE                            # recordDecl
  | FACTS path? LBRACE field* RBRACE                                           # factsDecl
  | LET name (COLON type)? ASSIGN expression                                   # letDecl
  | PREDICATE name LPAREN (predicateParameter (COMMA predicateParameter)*)? RPAREN ASSIGN expression # predicateDecl
  | ROLE name WHEN expression                                                  # roleDecl
  | AUTHORITY name STRING LBRACE authorityItem* RBRACE                         # authorityDecl
  | INDEX name STRING LBRACE indexItem* RBRACE                                 # indexDecl
  | provision                                                                  # provisionDecl
  | PROPOSAL name STRING LBRACE proposalItem* RBRACE                           # proposalDecl
  | CONTROL path STRING LBRACE controlItem* RBRACE                             # controlDecl
  | CROSSWALK name ARROW name STRING LBRACE crosswalkItem* RBRACE              # crosswalkDecl
  | DUTY path STRING? ON name IN path LBRACE dutyItem* RBRACE                  # dutyDecl
  | PENALTY path ( EFFECTIVE DATE LBRACE penaltyItem* RBRACE
                 | ON name IN path LBRACE exposureItem* RBRACE )               # penaltyDecl
  | ASSESSMENT path STRING? (ON name IN path)? LBRACE assessmentItem* RBRACE   # assessmentDecl
  | PROFILE name STRING? LBRACE profileItem* RBRACE                            # profileDecl
  | EXCEPTION path FOR CONTROL path (AT factPath (COMMA factPath)*)? BECAUSE STRING
      APPROVED BY STRING ON DATE EXPIRES DATE (COMPENSATED BY path)?           # exceptionDecl
  | TEST STRING LBRACE testItem* RBRACE                                        # testDecl
  ;

// Names. Reserved words never reach here; every contextual word does.
name       : IDENT | contextual ;
memberName : IDENT | contextual | headWord ;
path       : name (DOT memberName)* ;
headWord   : COUNT | SHARE | SUM | MIN | MAX | AGE | FORCE ;
contextual
  : AFTER | ALIGNS | APPLIES | APPROVED | ARISES | AS | ASSESSED | ASSESSMENT | ASSUME | AT | AUDIENCE | AUTHORITIES | AUTHORITY | BECAUSE
  | BEFORE | BINDS | BY | CASE | CERTIFY | CITES | CLAIMS | COMPENSATED | CONTROL | COST | COVERS | CROSSWALK | DECIDED | DEFAULT
  | DAILY | DONE | DUE | DUTY | EFFECTIVE | EFFORT | ELEMENT | ENFORCED | ENUM | EQUAL | EVIDENCE | EXCEPTION | EXPECT | EXPIRES | FACTS | FOR
  | FRESH | FROM | FULL | GAP | GIVEN | GUIDANCE | HELD | IMPLEMENTED | INCUBATION | INDEX | INHERITED | INTERIM | INTERSECTS | ISSUED | KEY | LET | LEVELS | LOOKBACK | MANDATORY | MATURITY
  | MODULE | NATURE | NEEDS | NONE | OF | ON | OPEN | OPTIONAL | OUTCOME | OWNER | PARAMETER | PENALTIES | PENALTY | PER | PILLAR | PREDICATE
  | PRINTED | PRIVILEGED | PROFILE | PROMPTLY | PROOF | PROPOSAL | PROVISION | PURPOSE | RATINGS | RECORD | RENUMBERED | REPEALS
  | REPLACES | REQUIREMENT | REQUIRES | RESERVED | ROLE | SAYS | SCOPE | SCORE | SET | SINCE | SOURCE | STRENGTH | SUBSET | SUMMARY | SUPERSET | SUPPLIED | TABLE
  | TEST | THAT | TIER | TO | TRUSTED | UNDER | UNJUDGED | UNTIL | UNVERIFIED | USE | VACATED | VALID | VERSION | VIOLATIONS | WHEN | WITH | UNIT
  ;

// Facts
enumMember : name ;
field      : memberName COLON type STRING? fieldNote* ;
fieldNote  : FRESH FOR duration                                                # fieldFresh
           | SUPPLIED BY name (COMMA name)*                                    # fieldSupplied
           | PRIVILEGED                                                        # fieldPrivileged
           ;
type       : TABLE OF path                                                     # tableType
           | KEY OF path QUESTION?                                             # keyType
           | SET OF KEY OF path                                                # keySetType
           | SET OF typeName                                                   # setType
           | typeName QUESTION?                                                # plainType
           ;
typeName   : memberName (DOT memberName)* ;
predicateParameter : name COLON type ;
duration   : INT UNIT ;

// Law
authorityItem
  : FORCE name                                                                 # authorityForce
  | ISSUED BY strings                                                          # authorityIssued
  | ENFORCED BY strings                                                        # authorityEnforced
  | BINDS name (COMMA name)*                                                   # authorityBinds
  | SOURCE STRING                                                              # authoritySource
  | UNJUDGED strings                                                           # authorityUnjudged
  | LOOKBACK duration (FROM STRING)?                                           # authorityLookback
  | ( NATURE | PURPOSE | MANDATORY | SCOPE | GUIDANCE | PROOF | PENALTIES | AUDIENCE | OUTCOME ) STRING (FROM STRING)?  # authorityTrait
  ;
strings    : STRING (COMMA STRING)* ;
citations  : CITATION (COMMA CITATION)* ;
indexItem
  : SOURCE STRING                                                              # indexSource
  | PRINTED citations                                                          # indexPrinted
  | RESERVED citations                                                         # indexReserved
  | RENUMBERED CITATION TO CITATION ON DATE BECAUSE STRING                     # indexRenumbered
  ;
proposalItem
  : provision                                                                  # proposalProvision
  | REPEALS citations                                                          # proposalRepeals
  | authorityItem                                                              # proposalAuthority
  ;
provision  : PROVISION CITATION name* STRING? LBRACE provisionItem* RBRACE ;
provisionItem
  : IN FORCE FROM DATE (UNTIL DATE)?                                           # inForce
  | GAP FROM DATE UNTIL DATE BECAUSE STRING                                    # gap
  | SAYS STRING                                                                # says
  | UNDER CITATION                                                             # under
  | NEEDS CITATION (OR CITATION)*                                              # needs
  | REPLACES citations                                                         # replaces
  | DUE dueDate (COMMA dueDate)*                                               # due
  | VACATED DATE BY STRING                                                     # vacated
  | APPLIES WHEN expression                                                    # provisionApplies
  | BINDS name (COMMA name)*                                                   # provisionBinds
  | ELEMENT name STRING (APPLIES WHEN expression)? (DECIDED BY expression | REQUIRES expression)? (FROM name STRING?)?   # element
  | SOURCE STRING                                                              # provisionSource
  ;
dueDate    : DATE (FOR name)? ;

// Controls
controlItem
  : PILLAR name                                                                # pillar
  | OWNER (STRING | name)                                                      # owner
  | EFFORT additive                                                            # effort
  | COST additive (PER name)?                                                  # cost
  | APPLIES WHEN expression                                                    # applies
  | IMPLEMENTED WHEN expression                                                # implemented
  | TRUSTED BECAUSE STRING                                                     # trusted
  | LET name (COLON type)? ASSIGN expression                                   # controlLet
  | PARAMETER name COLON type bound* DEFAULT additive                          # parameter
  | EVIDENCE name STRING? (FRESH FOR duration)?                                # evidence
  | COVERS target                                                              # covers
  | ALIGNS target setRelation?                                                 # aligns
  | MATURITY rating (COMMA rating)*                                            # maturity
  ;
bound      : relation additive ;
rating     : name factPath ;
target     : CITATION (DOT LBRACE name (COMMA name)* COMMA? RBRACE)? ;
setRelation: EQUAL | SUBSET | SUPERSET | INTERSECTS | NONE ;

crosswalkItem
  : SOURCE STRING                                                              # crosswalkSource
  | target setRelation target (STRENGTH INT)? (BECAUSE STRING)?                # mapping
  ;
dutyItem
  : CITES target (COMMA target)*                                               # dutyCites
  | ARISES expression                                                          # dutyArises
  | WHEN expression                                                            # dutyWhen
  | DONE expression                                                            # dutyDone
  | BY expression                                                              # dutyBy
  | NOT BEFORE expression                                                      # dutyNotBefore
  | PROMPTLY duration AFTER expression                                         # dutyPromptly
  ;
penaltyItem
  : SOURCE STRING                                                              # penaltySource
  | UNDER name                                                                 # penaltyUnder
  | VIOLATIONS FROM DATE (UNTIL DATE)?                                         # penaltyViolations
  | TIER name charge*                                                          # tier
  ;
exposureItem
  : TIER expression                                                            # exposureTier
  | REQUIREMENT expression                                                     # exposureRequirement
  | FROM expression                                                            # exposureFrom
  | UNTIL expression                                                           # exposureUntil
  | COUNT expression                                                           # exposureCount
  | DAILY expression                                                           # exposureDaily
  | ASSESSED expression                                                        # exposureAssessed
  | BY name                                                                    # exposureBy
  ;
charge     : PER name (MONEY (TO MONEY)? | name) ;
assessmentItem
  : SOURCE STRING                                                              # assessmentSource
  | EFFECTIVE DATE                                                             # assessmentEffective
  | LEVELS weight (COMMA weight)*                                              # levels
  | RATINGS weight (COMMA weight)*                                             # ratings
  | INCUBATION incubation (COMMA incubation)*                                  # incubations
  | BY name (FROM expression)?                                                 # groupedBy
  | CERTIFY WHEN EVERY name relation additive                                  # certify
  | VALID duration                                                             # validity
  | INTERIM duration BEFORE duration                                           # interim
  | COUNT INT                                                                  # assessmentCount
  | UNVERIFIED strings                                                         # assessmentUnverified
  | SCOPE WHEN expression                                                      # assessmentScope
  | APPLIES WHEN expression (BECAUSE expression)?                              # assessmentApplies
  | SCORE name FROM expression (SINCE expression)?                             # assessmentScore
  | INHERITED expression OF expression (FROM expression)? (WHEN expression)?   # inherited
  | HELD name IN path (WHERE expression)? ISSUED expression (UNTIL expression)? (DONE expression)? (WHEN expression)?   # held
  ;
weight     : name PERCENT OPTIONAL? (UNDER name)? ;
incubation : name duration ;
profileItem
  : SUMMARY STRING                                                             # profileSummary
  | AUTHORITIES name (COMMA name)*                                             # profileAuthorities
  | CLAIMS name IN FULL                                                        # profileClaims
  | SET path ASSIGN expression                                                 # profileSet
  | ASSUME name (COMMA name)*                                                  # profileAssume
  | SCOPE WHEN expression                                                      # profileScope
  | PROOF name                                                                 # profileProof
  ;
testItem
  : AS OF DATE                                                                 # testAsOf
  | ASSUME name (COMMA name)*                                                  # testAssume
  | GIVEN LBRACE binding* RBRACE                                               # given
  | WITH LBRACE binding* RBRACE                                                # givenWith
  | expectation                                                                # testExpect
  | CASE STRING LBRACE caseItem* RBRACE                                        # testCase
  ;
caseItem
  : WITH LBRACE binding* RBRACE                                                # caseWith
  | expectation                                                                # caseExpect
  ;
expectation
  : EXPECT CONTROL path name details? because?                                 # expectControl
  | EXPECT target name details? because?                                       # expectProvision
  | EXPECT DUTY path LBRACK expression RBRACK name details? because?           # expectDuty
  ;
details    : WITH name (COMMA name)* ;
because    : BECAUSE factPath (COMMA factPath)* ;
binding    : factPath OPEN? ASSIGN expression COMMA? ;
factPath   : name (DOT memberName | LBRACK STRING RBRACK)* ;

// Expressions: one token of look-ahead decides everything but {record} against {set}.
expression : logical (IMPLIES logical)? ;
logical    : unary ( (AND unary)+ | (OR unary)+ )? ;      // mixing 'and' with 'or' takes parentheses
unary
  : NOT unary                                                                  # negation
  | (EVERY | SOME) name IN postfix (WHERE expression)? SATISFIES unary         # quantified
  | SHOWN postfix BY CITATION                                                  # shown
  | additive (relation additive | NOT? IN additive | INCLUDES additive | IS NOT? NONE)?   # comparison
  ;
relation   : EQ | NE | LE | GE | LT | GT ;
additive   : multiplicative ((PLUS | MINUS) multiplicative)* ;
multiplicative : factor (STAR factor)* ;
factor
  : MINUS factor                                                               # negative
  | KNOWN postfix                                                              # isKnown
  | AGE OF postfix                                                             # ageOf
  | COUNT LPAREN rows RPAREN                                                   # countOf
  | SHARE LPAREN rows THAT expression RPAREN                                   # shareOf
  | (SUM | MIN | MAX) LPAREN expression FOR rows RPAREN                        # foldOf
  | postfix                                                                    # operand
  ;
rows       : name IN postfix (WHERE expression)? ;
postfix    : primary (DOT memberName arguments? | LBRACK expression RBRACK)* ;
arguments  : LPAREN (expression (COMMA expression)*)? RPAREN ;
primary
  : name arguments?                                                            # nameOrCall
  | INT UNIT?                                                                  # integerOrDuration
  | (DECIMAL | PERCENT | MONEY | DATE | STRING | TRUE | FALSE)                 # literal
  | CITATION                                                                   # citation
  | LPAREN expression RPAREN                                                   # group
  | LPAREN IF expression THEN expression ELSE expression RPAREN                # conditional
  | LBRACE rowField (COMMA rowField)* COMMA? RBRACE                            # rowLiteral
  | LBRACE (expression (COMMA expression)* COMMA?)? RBRACE                     # setLiteral
  | LBRACK (expression (COMMA expression)* COMMA?)? RBRACK                     # listLiteral
  ;
rowField   : memberName ASSIGN expression ;
