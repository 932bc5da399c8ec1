<?xml version="1.0" encoding="UTF-8"?>
<xplan:XPlanAuszug xmlns:xplan="http://www.xplanung.de/xplangml/6/0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="spg_auszug">
  <gml:boundedBy>
    <gml:Envelope srsName="EPSG:25832">
      <gml:lowerCorner>519458.298 5839600.000</gml:lowerCorner>
      <gml:upperCorner>519963.273 5840004.077</gml:upperCorner>
    </gml:Envelope>
  </gml:boundedBy>
  <gml:featureMember>
    <xplan:BP_Plan gml:id="spg_plan">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519458.298 5839600.000</gml:lowerCorner>
          <gml:upperCorner>519963.273 5840004.077</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:name>Vorhabenbezogener Bebauungsplan Nr. 44 „Solarpark am Galgenberg“</xplan:name>
      <xplan:nummer>44</xplan:nummer>
      <xplan:internalId>VBP-044</xplan:internalId>
      <xplan:beschreibung>Freiflächen-Photovoltaikanlage südwestlich der Kernstadt</xplan:beschreibung>
      <xplan:technHerstellDatum>2026-10-12</xplan:technHerstellDatum>
      <xplan:erstellungsMassstab>2000</xplan:erstellungsMassstab>
      <xplan:technischerPlanersteller>Stadt Brakenfurt an der Ilmse, Bauamt, Abteilung Stadtplanung</xplan:technischerPlanersteller>
      <xplan:raeumlicherGeltungsbereich>
        <gml:Polygon gml:id="spg_g001" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519733.407 5839604.621 519739.153 5839606.502 519744.900 5839608.383 519963.273 5839679.864 519955.072 5839824.965 519954.730 5839831.011 519953.306 5839856.202 519950.744 5839901.546 519849.316 5840004.077 519609.910 5839977.915 519583.155 5839958.333 519529.645 5839919.168 519458.298 5839866.947 519474.515 5839763.135 519478.377 5839738.417 519500.000 5839600.000 519733.407 5839604.621</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
          <gml:interior>
            <gml:LinearRing>
              <gml:posList>519703.567 5839889.155 519736.970 5839900.741 519762.326 5839875.109 519742.556 5839845.798 519706.291 5839848.936 519703.567 5839889.155</gml:posList>
            </gml:LinearRing>
          </gml:interior>
        </gml:Polygon>
      </xplan:raeumlicherGeltungsbereich>
      <xplan:verfahrensMerkmale>
        <xplan:XP_VerfahrensMerkmal>
          <xplan:vermerk>Der Rat der Stadt hat den vorhabenbezogenen Bebauungsplan Nr. 44 am 24.09.2026 als Satzung beschlossen (§ 10 Abs. 1 BauGB).</xplan:vermerk>
          <xplan:datum>2026-09-24</xplan:datum>
          <xplan:signatur>Stadt Brakenfurt an der Ilmse</xplan:signatur>
          <xplan:signiert>true</xplan:signiert>
        </xplan:XP_VerfahrensMerkmal>
      </xplan:verfahrensMerkmale>
      <xplan:externeReferenz>
        <xplan:XP_SpezExterneReferenz>
          <xplan:art>Dokument</xplan:art>
          <xplan:referenzName>Begründung</xplan:referenzName>
          <xplan:referenzURL>begruendung.pdf</xplan:referenzURL>
          <xplan:referenzMimeType>application/pdf</xplan:referenzMimeType>
          <xplan:datum>2026-07-06</xplan:datum>
          <xplan:typ>1010</xplan:typ>
        </xplan:XP_SpezExterneReferenz>
      </xplan:externeReferenz>
      <xplan:externeReferenz>
        <xplan:XP_SpezExterneReferenz>
          <xplan:art>Dokument</xplan:art>
          <xplan:referenzName>Umweltbericht</xplan:referenzName>
          <xplan:referenzURL>umweltbericht.pdf</xplan:referenzURL>
          <xplan:referenzMimeType>application/pdf</xplan:referenzMimeType>
          <xplan:datum>2026-07-06</xplan:datum>
          <xplan:typ>1050</xplan:typ>
        </xplan:XP_SpezExterneReferenz>
      </xplan:externeReferenz>
      <xplan:gemeinde>
        <xplan:XP_Gemeinde>
          <xplan:ags>03999001</xplan:ags>
          <xplan:rs>039990001001</xplan:rs>
          <xplan:gemeindeName>Brakenfurt an der Ilmse</xplan:gemeindeName>
        </xplan:XP_Gemeinde>
      </xplan:gemeinde>
      <xplan:plangeber>
        <xplan:XP_Plangeber>
          <xplan:name>Stadt Brakenfurt an der Ilmse</xplan:name>
        </xplan:XP_Plangeber>
      </xplan:plangeber>
      <xplan:planArt>3000</xplan:planArt>
      <xplan:rechtsstand>3000</xplan:rechtsstand>
      <xplan:aufstellungsbeschlussDatum>2025-06-26</xplan:aufstellungsbeschlussDatum>
      <xplan:auslegungsStartDatum>2026-01-28</xplan:auslegungsStartDatum>
      <xplan:auslegungsEndDatum>2026-02-27</xplan:auslegungsEndDatum>
      <xplan:traegerbeteiligungsStartDatum>2026-01-28</xplan:traegerbeteiligungsStartDatum>
      <xplan:traegerbeteiligungsEndDatum>2026-02-27</xplan:traegerbeteiligungsEndDatum>
      <xplan:satzungsbeschlussDatum>2026-09-24</xplan:satzungsbeschlussDatum>
      <xplan:staedtebaulicherVertrag>false</xplan:staedtebaulicherVertrag>
      <xplan:erschliessungsVertrag>false</xplan:erschliessungsVertrag>
      <xplan:durchfuehrungsVertrag>true</xplan:durchfuehrungsVertrag>
      <xplan:gruenordnungsplan>false</xplan:gruenordnungsplan>
      <xplan:bereich xlink:href="#spg_bereich_0"/>
    </xplan:BP_Plan>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_Bereich gml:id="spg_bereich_0">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519458.298 5839600.000</gml:lowerCorner>
          <gml:upperCorner>519963.273 5840004.077</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:nummer>0</xplan:nummer>
      <xplan:name>Solarpark am Galgenberg</xplan:name>
      <xplan:geltungsbereich>
        <gml:Polygon gml:id="spg_g002" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519733.407 5839604.621 519739.153 5839606.502 519744.900 5839608.383 519963.273 5839679.864 519955.072 5839824.965 519954.730 5839831.011 519953.306 5839856.202 519950.744 5839901.546 519849.316 5840004.077 519609.910 5839977.915 519583.155 5839958.333 519529.645 5839919.168 519458.298 5839866.947 519474.515 5839763.135 519478.377 5839738.417 519500.000 5839600.000 519733.407 5839604.621</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
          <gml:interior>
            <gml:LinearRing>
              <gml:posList>519703.567 5839889.155 519736.970 5839900.741 519762.326 5839875.109 519742.556 5839845.798 519706.291 5839848.936 519703.567 5839889.155</gml:posList>
            </gml:LinearRing>
          </gml:interior>
        </gml:Polygon>
      </xplan:geltungsbereich>
      <xplan:planinhalt xlink:href="#spg_so_1"/>
      <xplan:planinhalt xlink:href="#spg_so_2"/>
      <xplan:planinhalt xlink:href="#spg_so_3"/>
      <xplan:planinhalt xlink:href="#spg_so_4"/>
      <xplan:planinhalt xlink:href="#spg_hecke_1"/>
      <xplan:planinhalt xlink:href="#spg_hecke_2"/>
      <xplan:planinhalt xlink:href="#spg_hecke_3"/>
      <xplan:planinhalt xlink:href="#spg_hecke_4"/>
      <xplan:planinhalt xlink:href="#spg_wildkorridor"/>
      <xplan:planinhalt xlink:href="#spg_aussichtspunkt"/>
      <xplan:planinhalt xlink:href="#spg_wirtschaftsweg"/>
      <xplan:planinhalt xlink:href="#spg_trafostation"/>
      <xplan:verfahren>1000</xplan:verfahren>
      <xplan:gehoertZuPlan xlink:href="#spg_plan"/>
    </xplan:BP_Bereich>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="spg_so_1">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519490.164 5839612.205</gml:lowerCorner>
          <gml:upperCorner>519736.846 5839782.459</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>1</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Photovoltaik</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g003" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519731.377 5839616.583 519736.846 5839618.373 519704.951 5839782.459 519490.164 5839740.708 519510.239 5839612.205 519731.377 5839616.583</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:allgArtDerBaulNutzung>4000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>4000</xplan:besondereArtDerBaulNutzung>
      <xplan:sondernutzung><xplan:BP_KomplexeSondernutzung><xplan:allgemein>1900</xplan:allgemein><xplan:nutzungText>Freiflächen-Photovoltaikanlage</xplan:nutzungText></xplan:BP_KomplexeSondernutzung></xplan:sondernutzung>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="spg_so_2">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519714.657 5839620.254</gml:lowerCorner>
          <gml:upperCorner>519950.771 5839822.654</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>2</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Photovoltaik</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g004" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519714.657 5839763.971 519742.592 5839620.254 519950.771 5839688.398 519943.183 5839822.654 519725.728 5839780.385 519728.399 5839766.642 519714.657 5839763.971</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:allgArtDerBaulNutzung>4000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>4000</xplan:besondereArtDerBaulNutzung>
      <xplan:sondernutzung><xplan:BP_KomplexeSondernutzung><xplan:allgemein>1900</xplan:allgemein><xplan:nutzungText>Freiflächen-Photovoltaikanlage</xplan:nutzungText></xplan:BP_KomplexeSondernutzung></xplan:sondernutzung>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="spg_so_3">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519471.282 5839765.426</gml:lowerCorner>
          <gml:upperCorner>519694.291 5839971.545</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>3</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Photovoltaik</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g005" srsName="EPSG:25832">
          <gml:exterior>
            <gml:Ring>
              <gml:curveMember>
                <gml:Curve gml:id="spg_g006" srsName="EPSG:25832">
                  <gml:segments>
                    <gml:Arc>
                      <gml:posList>519591.909 5839913.293 519568.185 5839878.120 519533.012 5839901.845</gml:posList>
                    </gml:Arc>
                    <gml:LineStringSegment>
                      <gml:posList>519533.012 5839901.845 519532.175 5839906.149 519471.282 5839861.580 519486.303 5839765.426 519694.291 5839805.855 519662.084 5839971.545 519614.406 5839966.335 519585.685 5839945.314 519591.909 5839913.293</gml:posList>
                    </gml:LineStringSegment>
                  </gml:segments>
                </gml:Curve>
              </gml:curveMember>
            </gml:Ring>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:allgArtDerBaulNutzung>4000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>4000</xplan:besondereArtDerBaulNutzung>
      <xplan:sondernutzung><xplan:BP_KomplexeSondernutzung><xplan:allgemein>1900</xplan:allgemein><xplan:nutzungText>Freiflächen-Photovoltaikanlage</xplan:nutzungText></xplan:BP_KomplexeSondernutzung></xplan:sondernutzung>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="spg_so_4">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519662.084 5839805.855</gml:lowerCorner>
          <gml:upperCorner>519941.418 5839991.518</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>4</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Photovoltaik</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g007" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519941.418 5839853.891 519939.019 5839896.335 519844.860 5839991.518 519662.084 5839971.545 519694.291 5839805.855 519941.418 5839853.891</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
          <gml:interior>
            <gml:LinearRing>
              <gml:posList>519706.291 5839848.936 519703.567 5839889.155 519736.970 5839900.741 519762.326 5839875.109 519742.556 5839845.798 519706.291 5839848.936</gml:posList>
            </gml:LinearRing>
          </gml:interior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:allgArtDerBaulNutzung>4000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>4000</xplan:besondereArtDerBaulNutzung>
      <xplan:sondernutzung><xplan:BP_KomplexeSondernutzung><xplan:allgemein>1900</xplan:allgemein><xplan:nutzungText>Freiflächen-Photovoltaikanlage</xplan:nutzungText></xplan:BP_KomplexeSondernutzung></xplan:sondernutzung>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="spg_hecke_1">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519583.155 5839853.891</gml:lowerCorner>
          <gml:upperCorner>519953.306 5840004.077</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Feldhecke 1</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g008" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519950.744 5839901.546 519849.316 5840004.077 519609.910 5839977.915 519583.155 5839958.333 519585.685 5839945.314 519614.406 5839966.335 519662.084 5839971.545 519844.860 5839991.518 519939.019 5839896.335 519941.418 5839853.891 519953.306 5839856.202 519950.744 5839901.546</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung><xplan:BP_KomplexeZweckbestGruen><xplan:allgemein>9999</xplan:allgemein></xplan:BP_KomplexeZweckbestGruen></xplan:zweckbestimmung>
      <xplan:nutzungsform>1000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="spg_hecke_2">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519478.377 5839600.000</gml:lowerCorner>
          <gml:upperCorner>519739.153 5839740.708</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Feldhecke 2</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g009" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519490.164 5839740.708 519478.377 5839738.417 519500.000 5839600.000 519733.407 5839604.621 519739.153 5839606.502 519736.846 5839618.373 519731.377 5839616.583 519510.239 5839612.205 519490.164 5839740.708</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung><xplan:BP_KomplexeZweckbestGruen><xplan:allgemein>9999</xplan:allgemein></xplan:BP_KomplexeZweckbestGruen></xplan:zweckbestimmung>
      <xplan:nutzungsform>1000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="spg_hecke_3">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519742.592 5839608.383</gml:lowerCorner>
          <gml:upperCorner>519963.273 5839824.965</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Feldhecke 3</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g010" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519744.900 5839608.383 519963.273 5839679.864 519955.072 5839824.965 519943.183 5839822.654 519950.771 5839688.398 519742.592 5839620.254 519744.900 5839608.383</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung><xplan:BP_KomplexeZweckbestGruen><xplan:allgemein>9999</xplan:allgemein></xplan:BP_KomplexeZweckbestGruen></xplan:zweckbestimmung>
      <xplan:nutzungsform>1000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="spg_hecke_4">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519458.298 5839763.135</gml:lowerCorner>
          <gml:upperCorner>519532.175 5839919.168</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Feldhecke 4</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g011" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519471.282 5839861.580 519532.175 5839906.149 519529.645 5839919.168 519458.298 5839866.947 519474.515 5839763.135 519486.303 5839765.426 519471.282 5839861.580</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung><xplan:BP_KomplexeZweckbestGruen><xplan:allgemein>9999</xplan:allgemein></xplan:BP_KomplexeZweckbestGruen></xplan:zweckbestimmung>
      <xplan:nutzungsform>1000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_LandwirtschaftsFlaeche gml:id="spg_wildkorridor">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519474.515 5839738.417</gml:lowerCorner>
          <gml:upperCorner>519954.730 5839856.202</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Wildkorridor, extensives Grünland</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g012" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519954.730 5839831.011 519953.306 5839856.202 519941.418 5839853.891 519694.291 5839805.855 519486.303 5839765.426 519474.515 5839763.135 519478.377 5839738.417 519490.164 5839740.708 519704.951 5839782.459 519710.841 5839783.604 519954.730 5839831.011</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
    </xplan:BP_LandwirtschaftsFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="spg_aussichtspunkt">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519529.645 5839877.569</gml:lowerCorner>
          <gml:upperCorner>519592.460 5839958.333</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Aussichtspunkt</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g013" srsName="EPSG:25832">
          <gml:exterior>
            <gml:Ring>
              <gml:curveMember>
                <gml:Curve gml:id="spg_g014" srsName="EPSG:25832">
                  <gml:segments>
                    <gml:Arc>
                      <gml:posList>519533.012 5839901.845 519568.185 5839878.120 519591.909 5839913.293</gml:posList>
                    </gml:Arc>
                    <gml:LineStringSegment>
                      <gml:posList>519591.909 5839913.293 519585.685 5839945.314 519583.155 5839958.333 519529.645 5839919.168 519532.175 5839906.149 519533.012 5839901.845</gml:posList>
                    </gml:LineStringSegment>
                  </gml:segments>
                </gml:Curve>
              </gml:curveMember>
            </gml:Ring>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung><xplan:BP_KomplexeZweckbestGruen><xplan:allgemein>1000</xplan:allgemein></xplan:BP_KomplexeZweckbestGruen></xplan:zweckbestimmung>
      <xplan:nutzungsform>1000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:SO_Strassenverkehr gml:id="spg_wirtschaftsweg">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519704.951 5839606.502</gml:lowerCorner>
          <gml:upperCorner>519955.072 5839831.011</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Wirtschaftsweg</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g015" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519736.846 5839618.373 519739.153 5839606.502 519744.900 5839608.383 519742.592 5839620.254 519714.657 5839763.971 519711.985 5839777.714 519725.728 5839780.385 519943.183 5839822.654 519955.072 5839824.965 519954.730 5839831.011 519710.841 5839783.604 519704.951 5839782.459 519736.846 5839618.373</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:hatDarstellungMitBesondZweckbest>true</xplan:hatDarstellungMitBesondZweckbest>
    </xplan:SO_Strassenverkehr>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerEntsorgung gml:id="spg_trafostation">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>519711.985 5839763.971</gml:lowerCorner>
          <gml:upperCorner>519728.399 5839780.385</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#spg_bereich_0"/>
      <xplan:aufschrift>Trafo und Speicher</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="spg_g016" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>519728.399 5839766.642 519725.728 5839780.385 519711.985 5839777.714 519714.657 5839763.971 519728.399 5839766.642</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung><xplan:BP_KomplexeZweckbestVerEntsorgung><xplan:allgemein>1000</xplan:allgemein></xplan:BP_KomplexeZweckbestVerEntsorgung></xplan:zweckbestimmung>
    </xplan:BP_VerEntsorgung>
  </gml:featureMember>
</xplan:XPlanAuszug>
