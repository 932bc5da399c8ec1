<?xml version="1.0" encoding="UTF-8"?>
<xplan:XPlanAuszug xmlns:xplan="http://www.xplanung.de/xplangml/5/2" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="rwm_auszug">
  <gml:boundedBy>
    <gml:Envelope srsName="EPSG:25832">
      <gml:lowerCorner>520252.517 5840949.566</gml:lowerCorner>
      <gml:upperCorner>520864.025 5841129.921</gml:upperCorner>
    </gml:Envelope>
  </gml:boundedBy>
  <gml:featureMember>
    <xplan:BP_Plan gml:id="rwm_plan">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520252.517 5840949.566</gml:lowerCorner>
          <gml:upperCorner>520864.025 5841129.921</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:name>Bebauungsplan Nr. 51 „Radweg Mühlenstraße“</xplan:name>
      <xplan:nummer>51</xplan:nummer>
      <xplan:internalId>BP-051</xplan:internalId>
      <xplan:beschreibung>Umbau der Mühlenstraße mit beidseitigen Radwegen zwischen Mühlentor und Bleichanger</xplan:beschreibung>
      <xplan:technHerstellDatum>2026-10-12</xplan:technHerstellDatum>
      <xplan:erstellungsMassstab>1000</xplan:erstellungsMassstab>
      <xplan:technischerPlanersteller>Stadt Brakenfurt an der Ilmse, Bauamt, Abteilung Stadtplanung</xplan:technischerPlanersteller>
      <xplan:raeumlicherGeltungsbereich>
        <gml:Polygon gml:id="rwm_g001" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520402.192 5841008.873 520416.514 5841004.210 520460.620 5840989.848 520536.972 5840964.987 520643.523 5840953.406 520678.863 5840949.566 520858.151 5840983.584 520860.603 5841018.656 520860.820 5841021.750 520861.072 5841025.361 520861.469 5841031.034 520862.046 5841039.286 520862.298 5841042.897 520862.479 5841045.475 520864.025 5841067.586 520860.191 5841087.791 520797.442 5841075.885 520674.777 5841052.610 520670.541 5841053.071 520671.798 5841071.040 520562.301 5841082.940 520459.447 5841116.432 520421.670 5841128.733 520375.123 5841129.077 520260.904 5841129.921 520256.710 5841069.951 520256.536 5841067.452 520256.291 5841063.954 520255.732 5841055.958 520255.348 5841050.460 520255.103 5841046.962 520254.893 5841043.963 520252.517 5841009.980 520402.192 5841008.873</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:raeumlicherGeltungsbereich>
      <xplan:verfahrensMerkmale>
        <xplan:XP_VerfahrensMerkmal>
          <xplan:vermerk>Der Verwaltungsausschuss hat am 25.06.2026 die Aufstellung des Bebauungsplans Nr. 51 beschlossen (§ 2 Abs. 1 BauGB).</xplan:vermerk>
          <xplan:datum>2026-06-25</xplan:datum>
          <xplan:signatur>Stadt Brakenfurt an der Ilmse</xplan:signatur>
          <xplan:signiert>true</xplan:signiert>
        </xplan:XP_VerfahrensMerkmal>
      </xplan:verfahrensMerkmale>
      <xplan:externeReferenz>
        <xplan:XP_SpezExterneReferenz>
          <xplan:art>Dokument</xplan:art>
          <xplan:referenzName>Begründung zum Vorentwurf</xplan:referenzName>
          <xplan:referenzURL>begruendung.pdf</xplan:referenzURL>
          <xplan:referenzMimeType>application/pdf</xplan:referenzMimeType>
          <xplan:datum>2026-08-31</xplan:datum>
          <xplan:typ>1010</xplan:typ>
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
      <xplan:planArt>10001</xplan:planArt>
      <xplan:verfahren>1000</xplan:verfahren>
      <xplan:rechtsstand>2200</xplan:rechtsstand>
      <xplan:aufstellungsbeschlussDatum>2026-06-25</xplan:aufstellungsbeschlussDatum>
      <xplan:veraenderungssperre>false</xplan:veraenderungssperre>
      <xplan:staedtebaulicherVertrag>false</xplan:staedtebaulicherVertrag>
      <xplan:erschliessungsVertrag>false</xplan:erschliessungsVertrag>
      <xplan:durchfuehrungsVertrag>false</xplan:durchfuehrungsVertrag>
      <xplan:gruenordnungsplan>false</xplan:gruenordnungsplan>
      <xplan:bereich xlink:href="#rwm_bereich_0"/>
    </xplan:BP_Plan>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_Bereich gml:id="rwm_bereich_0">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520252.517 5840949.566</gml:lowerCorner>
          <gml:upperCorner>520864.025 5841129.921</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:nummer>0</xplan:nummer>
      <xplan:name>Mühlenstraße</xplan:name>
      <xplan:geltungsbereich>
        <gml:Polygon gml:id="rwm_g002" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520402.192 5841008.873 520416.514 5841004.210 520460.620 5840989.848 520536.972 5840964.987 520643.523 5840953.406 520678.863 5840949.566 520858.151 5840983.584 520860.603 5841018.656 520860.820 5841021.750 520861.072 5841025.361 520861.469 5841031.034 520862.046 5841039.286 520862.298 5841042.897 520862.479 5841045.475 520864.025 5841067.586 520860.191 5841087.791 520797.442 5841075.885 520674.777 5841052.610 520670.541 5841053.071 520671.798 5841071.040 520562.301 5841082.940 520459.447 5841116.432 520421.670 5841128.733 520375.123 5841129.077 520260.904 5841129.921 520256.710 5841069.951 520256.536 5841067.452 520256.291 5841063.954 520255.732 5841055.958 520255.348 5841050.460 520255.103 5841046.962 520254.893 5841043.963 520252.517 5841009.980 520402.192 5841008.873</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:geltungsbereich>
      <xplan:planinhalt xlink:href="#rwm_fahrbahn"/>
      <xplan:planinhalt xlink:href="#rwm_radweg_nord"/>
      <xplan:planinhalt xlink:href="#rwm_radweg_sued"/>
      <xplan:planinhalt xlink:href="#rwm_gehweg_nord"/>
      <xplan:planinhalt xlink:href="#rwm_gehweg_sued"/>
      <xplan:planinhalt xlink:href="#rwm_baumstreifen"/>
      <xplan:planinhalt xlink:href="#rwm_parkstreifen"/>
      <xplan:planinhalt xlink:href="#rwm_schulvorplatz"/>
      <xplan:planinhalt xlink:href="#rwm_mobilstation"/>
      <xplan:planinhalt xlink:href="#rwm_grundschule"/>
      <xplan:planinhalt xlink:href="#rwm_muehlteichpark"/>
      <xplan:planinhalt xlink:href="#rwm_kleingaerten"/>
      <xplan:planinhalt xlink:href="#rwm_muehlteich"/>
      <xplan:planinhalt xlink:href="#rwm_regenrueckhaltung"/>
      <xplan:planinhalt xlink:href="#rwm_wa_1"/>
      <xplan:planinhalt xlink:href="#rwm_wa_2"/>
      <xplan:planinhalt xlink:href="#rwm_mi_1"/>
      <xplan:gehoertZuPlan xlink:href="#rwm_plan"/>
    </xplan:BP_Bereich>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_StrassenVerkehrsFlaeche gml:id="rwm_fahrbahn">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520255.732 5840996.037</gml:lowerCorner>
          <gml:upperCorner>520862.046 5841063.954</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Mühlenstraße</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g003" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520861.469 5841031.034 520862.046 5841039.286 520676.700 5841004.119 520548.370 5841018.066 520410.957 5841062.810 520256.291 5841063.954 520255.732 5841055.958 520409.659 5841054.819 520546.681 5841010.202 520547.246 5841010.141 520677.020 5840996.037 520861.469 5841031.034</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:nutzungsform>2000</xplan:nutzungsform>
    </xplan:BP_StrassenVerkehrsFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_radweg_nord">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520256.291 5841004.119</gml:lowerCorner>
          <gml:upperCorner>520862.298 5841067.452</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Radweg Nord</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g004" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520862.046 5841039.286 520862.298 5841042.897 520676.559 5841007.655 520549.108 5841021.506 520411.525 5841066.306 520256.536 5841067.452 520256.291 5841063.954 520410.957 5841062.810 520548.370 5841018.066 520676.700 5841004.119 520862.046 5841039.286</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1400</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_radweg_sued">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520255.103 5840986.945</gml:lowerCorner>
          <gml:upperCorner>520861.072 5841050.460</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Radweg Süd</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g005" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520860.820 5841021.750 520861.072 5841025.361 520677.240 5840990.481 520546.862 5841004.650 520545.520 5841004.796 520408.766 5841049.326 520255.348 5841050.460 520255.103 5841046.962 520408.198 5841045.830 520544.781 5841001.356 520677.381 5840986.945 520860.820 5841021.750</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1400</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_gehweg_nord">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520256.536 5841007.655</gml:lowerCorner>
          <gml:upperCorner>520862.479 5841069.951</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Gehweg Nord</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g006" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520862.298 5841042.897 520862.479 5841045.475 520794.412 5841032.561 520676.459 5841010.180 520667.609 5841011.142 520549.636 5841023.963 520455.132 5841054.736 520411.931 5841068.803 520370.930 5841069.106 520256.710 5841069.951 520256.536 5841067.452 520411.525 5841066.306 520549.108 5841021.506 520676.559 5841007.655 520862.298 5841042.897</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1500</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_gehweg_sued">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520254.893 5840983.914</gml:lowerCorner>
          <gml:upperCorner>520860.820 5841046.962</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Gehweg Süd</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g007" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520860.603 5841018.656 520860.820 5841021.750 520677.381 5840986.945 520544.781 5841001.356 520408.198 5841045.830 520255.103 5841046.962 520254.893 5841043.963 520407.711 5841042.833 520418.959 5841039.171 520463.064 5841024.809 520544.148 5840998.407 520645.896 5840987.349 520677.501 5840983.914 520860.603 5841018.656</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1500</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_baumstreifen">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520255.348 5841004.650</gml:lowerCorner>
          <gml:upperCorner>520547.246 5841055.958</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Baumstreifen mit Linden</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g008" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520546.862 5841004.650 520547.246 5841010.141 520546.681 5841010.202 520409.659 5841054.819 520255.732 5841055.958 520255.348 5841050.460 520408.766 5841049.326 520545.520 5841004.796 520546.862 5841004.650</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>2400</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_parkstreifen">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520546.862 5840990.481</gml:lowerCorner>
          <gml:upperCorner>520861.469 5841031.034</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Parkstreifen</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g009" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520861.072 5841025.361 520861.469 5841031.034 520677.020 5840996.037 520547.246 5841010.141 520546.862 5841004.650 520677.240 5840990.481 520861.072 5841025.361</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1000</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_schulvorplatz">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520370.930 5841054.736</gml:lowerCorner>
          <gml:upperCorner>520459.447 5841129.077</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Schulvorplatz</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g010" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520455.132 5841054.736 520459.447 5841116.432 520421.670 5841128.733 520375.123 5841129.077 520370.930 5841069.106 520411.931 5841068.803 520455.132 5841054.736</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>2100</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="rwm_mobilstation">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520416.514 5840989.848</gml:lowerCorner>
          <gml:upperCorner>520463.064 5841039.171</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Mobilstation</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g011" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520460.620 5840989.848 520463.064 5841024.809 520418.959 5841039.171 520416.514 5841004.210 520460.620 5840989.848</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1600</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GemeinbedarfsFlaeche gml:id="rwm_grundschule">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520256.710 5841069.106</gml:lowerCorner>
          <gml:upperCorner>520375.123 5841129.921</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Grundschule</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g012" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520370.930 5841069.106 520375.123 5841129.077 520260.904 5841129.921 520256.710 5841069.951 520370.930 5841069.106</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1200</xplan:zweckbestimmung>
    </xplan:BP_GemeinbedarfsFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="rwm_muehlteichpark">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520455.132 5841011.142</gml:lowerCorner>
          <gml:upperCorner>520671.798 5841116.432</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Mühlteichpark</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g013" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520549.636 5841023.963 520667.609 5841011.142 520670.541 5841053.071 520671.798 5841071.040 520562.301 5841082.940 520459.447 5841116.432 520455.132 5841054.736 520549.636 5841023.963</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
          <gml:interior>
            <gml:Ring>
              <gml:curveMember>
                <gml:Curve gml:id="rwm_g014" srsName="EPSG:25832">
                  <gml:segments>
                    <gml:Arc>
                      <gml:posList>520540.270 5841053.737 520576.720 5841073.241 520610.100 5841048.854</gml:posList>
                    </gml:Arc>
                    <gml:Arc>
                      <gml:posList>520610.100 5841048.854 520574.208 5841037.329 520540.270 5841053.737</gml:posList>
                    </gml:Arc>
                  </gml:segments>
                </gml:Curve>
              </gml:curveMember>
            </gml:Ring>
          </gml:interior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1000</xplan:zweckbestimmung>
      <xplan:nutzungsform>2000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="rwm_kleingaerten">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520460.620 5840953.406</gml:lowerCorner>
          <gml:upperCorner>520645.896 5841024.809</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Kleingärten Sonnenwinkel</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g015" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520643.523 5840953.406 520645.896 5840987.349 520544.148 5840998.407 520463.064 5841024.809 520460.620 5840989.848 520536.972 5840964.987 520643.523 5840953.406</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1200</xplan:zweckbestimmung>
      <xplan:nutzungsform>1000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GewaesserFlaeche gml:id="rwm_muehlteich">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520540.270 5841037.206</gml:lowerCorner>
          <gml:upperCorner>520610.100 5841073.325</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Mühlteich</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g016" srsName="EPSG:25832">
          <gml:exterior>
            <gml:Ring>
              <gml:curveMember>
                <gml:Curve gml:id="rwm_g017" srsName="EPSG:25832">
                  <gml:segments>
                    <gml:Arc>
                      <gml:posList>520540.270 5841053.737 520574.208 5841037.329 520610.100 5841048.854</gml:posList>
                    </gml:Arc>
                    <gml:Arc>
                      <gml:posList>520610.100 5841048.854 520576.720 5841073.241 520540.270 5841053.737</gml:posList>
                    </gml:Arc>
                  </gml:segments>
                </gml:Curve>
              </gml:curveMember>
            </gml:Ring>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1100</xplan:zweckbestimmung>
    </xplan:BP_GewaesserFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerEntsorgung gml:id="rwm_regenrueckhaltung">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520794.412 5841032.561</gml:lowerCorner>
          <gml:upperCorner>520864.025 5841087.791</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:aufschrift>Regenrückhaltung</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g018" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520862.479 5841045.475 520864.025 5841067.586 520860.191 5841087.791 520797.442 5841075.885 520794.412 5841032.561 520862.479 5841045.475</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>2000</xplan:zweckbestimmung>
    </xplan:BP_VerEntsorgung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="rwm_wa_1">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520252.517 5841004.210</gml:lowerCorner>
          <gml:upperCorner>520418.959 5841043.963</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>WA</xplan:gliederung1>
      <xplan:gliederung2>WA 1</xplan:gliederung2>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g019" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520416.514 5841004.210 520418.959 5841039.171 520407.711 5841042.833 520254.893 5841043.963 520252.517 5841009.980 520402.192 5841008.873 520416.514 5841004.210</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.4</xplan:GRZ>
      <xplan:Z>2</xplan:Z>
      <xplan:allgArtDerBaulNutzung>1000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1200</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="rwm_wa_2">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520643.523 5840949.566</gml:lowerCorner>
          <gml:upperCorner>520860.603 5841018.656</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>WA</xplan:gliederung1>
      <xplan:gliederung2>WA 2</xplan:gliederung2>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g020" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520858.151 5840983.584 520860.603 5841018.656 520677.501 5840983.914 520645.896 5840987.349 520643.523 5840953.406 520678.863 5840949.566 520858.151 5840983.584</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.4</xplan:GRZ>
      <xplan:Z>2</xplan:Z>
      <xplan:allgArtDerBaulNutzung>1000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1200</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="rwm_mi_1">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520667.609 5841010.180</gml:lowerCorner>
          <gml:upperCorner>520797.442 5841075.885</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>MI</xplan:gliederung1>
      <xplan:gliederung2>MI 1</xplan:gliederung2>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#rwm_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="rwm_g021" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520794.412 5841032.561 520797.442 5841075.885 520674.777 5841052.610 520670.541 5841053.071 520667.609 5841011.142 520676.459 5841010.180 520794.412 5841032.561</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:Z>3</xplan:Z>
      <xplan:allgArtDerBaulNutzung>2000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1500</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
</xplan:XPlanAuszug>
