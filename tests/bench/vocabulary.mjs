// The words that are written down. In: nothing. Out: words of grammar and words of meaning, each list roughly from
// frequent to rare, and given names. Never holds the rare words: those are made by rule in words.mjs.

const list = (text) => text.trim().split(/\s+/);

export const grammar = list(`
  the of and to a in is that it you be not for we are with as have what i who they but his one he all when can our
  if do by no an your from or there more so their will at this my only us than them would which how him has was me
  must never up out its may those on about into some does should because every nothing most could then any were such
  same own don't these even without where always itself before after while until much through often had too been did
  though between cannot himself against nor it's toward whether upon whose yet both few less each among
`);

export const meaning = list(`
  life man time love people world good things know make great think see work heart mind way day live find better
  truth give true take come learn god want fear right first little men hope happiness best power become young soul
  change long keep beautiful word friend place freedom dream eye hand wise child begin art nature old moment light
  real knowledge wisdom book courage feel human death success believe end hard past look need read silence fool
  reason answer question write speak listen water fire earth sun star sea river mountain tree leaf root seed flower
  garden stone road door window house home bread salt wine music song dance colour paint picture story history
  memory future yesterday tomorrow morning evening night winter spring summer autumn storm wind rain snow cloud sky
  bird wing horse dog cat wolf lion fish bridge ship sail harbour island shore tide wave journey map step path walk
  run climb fall rise stand sit sleep wake build break mend lose win play game rule law justice mercy peace war
  battle sword shield enemy victory defeat king queen servant master student teacher school lesson mistake failure
  practice habit virtue vice honour shame pride envy anger patience kindness gratitude sorrow grief joy laughter
  tear smile beauty youth age health illness cure medicine wound pain pleasure hunger thirst money gold silver price
  value cost debt gift trade market labour rest leisure worry doubt faith prayer spirit angel devil heaven hell duty
  promise trust betray forgive forget remember regret wish desire passion logic science number measure proof theory
  machine engine wheel tool hammer thread needle mirror shadow candle lamp key lock chain prison free bold brave
  gentle strong weak quick slow deep shallow wide narrow high low rich poor empty full simple quiet loud bright dark
  warm cold sweet bitter ancient modern common rare certain possible impossible equal different perfect foolish
  honest cruel noble humble proud careful careless curious ordinary secret sudden eternal fragile generous
`);

export const given = list(`
  Ada Albert Alice Anaïs Anna Anton Arthur Beatriz Boris Carl Chloé Clara Conrad Dora Edith Elena Émile Erik Esther
  Fatima Felix Flora Frida George Greta Hannah Hugo Ida Ines Ivan Jane Joan José Julia Karim Lena Leon Lucia Marcus
  Maria Max Mina Nadia Niels Nina Noël Olga Oscar Paul Pearl René Rosa Ruth Samuel Selma Søren Theo Tomás Ursula Vera
  Viktor Wanda Yusuf Zoë
`);
